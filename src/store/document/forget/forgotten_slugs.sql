SELECT slug FROM documents
WHERE id IN (SELECT document_id FROM forgotten_documents WHERE restored_at IS NULL)
