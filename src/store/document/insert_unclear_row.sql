INSERT INTO unclear_rows (document_id, position, raw, reason, candidates, settled_row_id)
VALUES (:document_id, :position, :raw, :reason, :candidates, :settled_row_id)
