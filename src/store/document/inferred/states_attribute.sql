-- Whether another document states something of a figure for an attribute.
SELECT 1
FROM attribute_values
WHERE figure_id = :figure_id AND attribute_id = :attribute_id AND document_id <> :document_id AND status = 'stated'
LIMIT 1
