INSERT INTO preferences (figure_id, attribute_id, document_id, editor, note, made_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
