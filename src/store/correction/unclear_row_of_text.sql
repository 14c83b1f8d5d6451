SELECT id
FROM unclear_rows
WHERE document_id = :document_id AND raw = :raw AND settled_row_id IS NULL
ORDER BY position, id
LIMIT 1
