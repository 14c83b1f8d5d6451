SELECT position, raw, reason, candidates
FROM unclear_rows
WHERE document_id = :document_id
ORDER BY position, id
