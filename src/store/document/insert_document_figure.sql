INSERT INTO document_figures (document_id, figure_id, figure_alias_id, position)
VALUES (?1, ?2, ?3, ?4)
