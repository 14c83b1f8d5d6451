SELECT passages.id
FROM sections
JOIN passages ON passages.section_id = sections.id
WHERE sections.document_id = ?1 AND sections.position = ?2 AND passages.position = ?3
