INSERT INTO unclear_rows (document_id, position, raw, reason, candidates)
VALUES (?1, ?2, ?3, ?4, ?5)
