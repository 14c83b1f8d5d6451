SELECT document_versions.replaced_at AS at, document_versions.id AS number, documents.slug AS document
FROM document_versions
JOIN documents ON documents.id = document_versions.document_id
-- Being taken out is no update.
WHERE NOT EXISTS (SELECT 1 FROM forgotten_documents WHERE version_id = document_versions.id)
