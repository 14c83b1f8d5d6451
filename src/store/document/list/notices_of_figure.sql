SELECT DISTINCT documents.notice
FROM document_figures
JOIN documents ON documents.id = document_figures.document_id
WHERE document_figures.figure_id = :figure_id AND documents.notice <> ''
LIMIT 5
