SELECT
  sections.position AS section,
  sections.heading,
  passages.position AS passage,
  passages.id,
  passages.text,
  corrections.new_text,
  corrections.base_text
FROM sections
JOIN passages ON passages.section_id = sections.id
LEFT JOIN active_corrections AS corrections ON corrections.passage_id = passages.id
WHERE sections.document_id = :document_id
ORDER BY sections.position, passages.position
