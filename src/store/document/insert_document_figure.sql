INSERT INTO document_figures (document_id, figure_id, position)
VALUES (?1, ?2, ?3)
