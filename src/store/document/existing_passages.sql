SELECT sections.heading, passages.text, passages.id, corrections.new_text, corrections.base_text,
  sections.position, passages.position
FROM sections
JOIN passages ON passages.section_id = sections.id
LEFT JOIN active_corrections AS corrections ON corrections.passage_id = passages.id
WHERE sections.document_id = ?1
ORDER BY sections.position, passages.position
