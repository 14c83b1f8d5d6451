SELECT :document_id
UNION ALL SELECT id FROM attribute_values WHERE document_id = :document_id
UNION ALL SELECT passages.id FROM sections JOIN passages ON passages.section_id = sections.id
WHERE sections.document_id = :document_id
