SELECT id, source, content_hash
FROM documents
WHERE id >= :first AND (address = :address OR claimed_address = :address)
