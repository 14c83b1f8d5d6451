-- The unclear rows of a document that no person decided on.
SELECT id, position, raw, candidates, inferred
FROM unclear_rows
WHERE document_id = :document_id AND settled_row_id IS NULL
ORDER BY position, id
