SELECT id FROM documents WHERE '-' || slug || '-' LIKE '%-' || :word || '-%'
AND id IN (SELECT document_id FROM forgotten_documents WHERE restored_at IS NULL) ORDER BY id
