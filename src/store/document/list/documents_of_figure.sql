SELECT documents.slug
FROM document_figures
JOIN documents ON documents.id = document_figures.document_id
WHERE document_figures.figure_id = :figure_id
ORDER BY documents.id
