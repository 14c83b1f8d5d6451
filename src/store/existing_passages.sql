SELECT sections.heading, passages.text, passages.id
FROM sections
JOIN passages ON passages.section_id = sections.id
WHERE sections.document_id = ?1
ORDER BY sections.position, passages.position
