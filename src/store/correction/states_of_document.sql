SELECT content, replaced_at, id, EXISTS (
  SELECT 1 FROM forgotten_documents WHERE version_id = document_versions.id
) FROM document_versions WHERE document_id = ?1 ORDER BY id
