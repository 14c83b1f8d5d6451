INSERT INTO settled_rows (document_id, raw, attribute, cells, editor, settled_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (document_id, raw) DO UPDATE
SET attribute = excluded.attribute, cells = excluded.cells, editor = excluded.editor, settled_at = excluded.settled_at
