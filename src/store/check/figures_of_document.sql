SELECT figures.id AS id, figures.name AS name
FROM document_figures
JOIN figures ON figures.id = document_figures.figure_id
WHERE document_figures.document_id = :document_id
ORDER BY document_figures.position
