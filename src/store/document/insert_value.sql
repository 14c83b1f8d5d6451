INSERT INTO attribute_values (id, document_id, figure_id, attribute_id, attribute_alias_id, position, text, status)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
