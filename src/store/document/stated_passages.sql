-- A document's prose as it states it, in reading order.
SELECT
  sections.position AS section,
  sections.heading,
  passages.id,
  passages.text
FROM sections
JOIN passages ON passages.section_id = sections.id
WHERE sections.document_id = :document_id
ORDER BY sections.position, passages.position
