SELECT raw
FROM unclear_rows
WHERE document_id = :document_id AND settled_row_id IS NULL AND inferred IS NULL
ORDER BY position
