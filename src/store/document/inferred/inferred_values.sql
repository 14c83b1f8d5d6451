-- The values that were inferred of a row of a document, or of all its rows.
SELECT id, attribute_id
FROM attribute_values
WHERE document_id = :document_id AND status = 'inferred' AND (:position IS NULL OR position = :position)
ORDER BY id
