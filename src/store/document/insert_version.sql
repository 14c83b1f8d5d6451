INSERT INTO document_versions (document_id, source, figures, content, imported_at, replaced_at)
VALUES (:document_id, :source, :figures, :content, :imported_at, :replaced_at)
