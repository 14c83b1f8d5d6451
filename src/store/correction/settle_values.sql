UPDATE attribute_values SET status = 'settled'
WHERE document_id = (SELECT id FROM documents WHERE slug = ?1)
  AND attribute_id = ?2
