INSERT INTO document_figures (document_id, figure_id, figure_alias_id, position)
VALUES (:document_id, :figure_id, :alias_id, :position)
