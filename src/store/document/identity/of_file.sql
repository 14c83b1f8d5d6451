SELECT id FROM documents WHERE path_digest = :path AND (address IS NULL OR NOT :has_address)
ORDER BY imported_at DESC, id DESC
