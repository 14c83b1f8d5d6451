SELECT figure_id, figure_alias_id
FROM document_figures
WHERE document_id = :document_id
ORDER BY position
