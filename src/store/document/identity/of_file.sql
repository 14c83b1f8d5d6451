SELECT id FROM documents WHERE path_digest = ?1 AND (address IS NULL OR NOT ?2)
ORDER BY imported_at DESC, id DESC
