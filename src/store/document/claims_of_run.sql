SELECT DISTINCT claimed_address FROM documents WHERE id >= ?1 AND claimed_address IS NOT NULL ORDER BY 1
