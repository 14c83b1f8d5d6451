-- The names by which a document calls its figures, in column order.
SELECT names.name
FROM document_figures
JOIN names ON names.id = coalesce(document_figures.figure_alias_id, document_figures.figure_id)
WHERE document_figures.document_id = :document_id
ORDER BY document_figures.position
