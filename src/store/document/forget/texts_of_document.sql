SELECT ?1
UNION ALL SELECT id FROM attribute_values WHERE document_id = ?1
UNION ALL SELECT passages.id FROM sections JOIN passages ON passages.section_id = sections.id
WHERE sections.document_id = ?1
