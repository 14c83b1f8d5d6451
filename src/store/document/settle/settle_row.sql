INSERT INTO settled_rows (document_id, raw, figures, attribute, cells, batch, editor, settled_at)
VALUES (:document_id, :raw, :figures, :attribute, :cells, :batch, :editor, :now)
