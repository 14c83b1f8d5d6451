SELECT passages.id
FROM sections
JOIN passages ON passages.section_id = sections.id
WHERE sections.document_id = :document_id AND sections.position = :section AND passages.position = :passage
