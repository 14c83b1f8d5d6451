SELECT figures.name FROM document_figures JOIN figures ON figures.id = figure_id
WHERE document_id = ?1 ORDER BY position
