-- The rows of documents' tables, each by the name of its attribute or as an unclear one, with where they stand. Values that
-- corrections stand on are in no row of the page, and those of rows that were told apart are in unclear ones.
SELECT document_id, position, coalesce(attribute_alias_id, attribute_id) AS called, NULL AS unclear
FROM attribute_values
WHERE status = 'stated'
GROUP BY document_id, position, called
UNION ALL
SELECT document_id, position, NULL, id
FROM unclear_rows
ORDER BY 1, 2
