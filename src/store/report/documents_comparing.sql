-- The documents that compare a figure, or only the one named.
SELECT documents.id, documents.slug
FROM document_figures
JOIN documents ON documents.id = document_figures.document_id
WHERE document_figures.figure_id = :figure_id AND documents.slug = coalesce(:document, documents.slug)
ORDER BY documents.id
