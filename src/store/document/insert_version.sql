INSERT INTO document_versions (document_id, source, figures, content, imported_at, replaced_at)
SELECT id, source, :figures, :content, imported_at, :now FROM documents WHERE id = :document_id
