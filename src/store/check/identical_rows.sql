-- The rows of documents' tables in which every figure has the very same text, of :least characters or more, and nobody has
-- corrected it.
SELECT
  'value' AS target,
  documents.slug AS document,
  attributes.name AS attribute,
  alike.text AS stated,
  (
    SELECT name
    FROM document_figures JOIN figures ON figures.id = figure_id
    WHERE document_id = documents.id ORDER BY position LIMIT 1
  ) AS figure,
  (
    SELECT name
    FROM document_figures JOIN figures ON figures.id = figure_id
    WHERE document_id = documents.id ORDER BY position LIMIT 1 OFFSET 1
  ) AS other
FROM (
  SELECT document_id, attribute_id, min(text) AS text, count(*) AS cells
  FROM attribute_values
  WHERE length(text) >= :least
  GROUP BY document_id, attribute_id
  HAVING count(*) > 1 AND min(text) = max(text)
) AS alike
JOIN documents ON documents.id = alike.document_id
JOIN attributes ON attributes.id = alike.attribute_id
WHERE alike.cells = (SELECT count(*) FROM document_figures WHERE document_id = documents.id)
  AND NOT EXISTS (
    SELECT 1
    FROM active_corrections AS corrections
    WHERE corrections.document_id = alike.document_id
      AND corrections.attribute_id = alike.attribute_id
  )
ORDER BY alike.document_id, attributes.name
