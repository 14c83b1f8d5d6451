SELECT content, figures, document_versions.source AS source, replaced_at, slug
FROM document_versions
JOIN documents ON documents.id = document_id
ORDER BY document_versions.id
