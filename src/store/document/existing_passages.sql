SELECT sections.heading, passages.text, passages.id, corrections.new_text, corrections.base_text,
  sections.position, passages.position
FROM sections
JOIN passages ON passages.section_id = sections.id
LEFT JOIN corrections
  ON corrections.target = 'passage' AND corrections.passage_id = passages.id AND corrections.reverted_at IS NULL
WHERE sections.document_id = ?1
ORDER BY sections.position, passages.position
