SELECT DISTINCT claimed_address FROM documents WHERE id >= :first AND claimed_address IS NOT NULL ORDER BY 1
