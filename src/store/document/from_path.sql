SELECT id FROM documents WHERE source = ?1 AND (address IS NULL OR NOT ?2)
ORDER BY imported_at DESC, id DESC
