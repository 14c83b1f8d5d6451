INSERT INTO document_versions (document_id, source, figures, content, imported_at, replaced_at)
SELECT id, source, ?2, ?3, imported_at, ?4 FROM documents WHERE id = ?1
