-- The document at an address, and those whose pages state it too and came from a place.
SELECT id FROM documents WHERE address = :address
UNION
SELECT id FROM documents WHERE path_digest = :path AND claimed_address = :address
UNION
SELECT id FROM documents WHERE source = :source AND claimed_address = :address
ORDER BY 1
