-- The passage that reads as it was seen, else the one that the document states so; where its text has changed since, the
-- one that still has the quoted words.
SELECT coalesce(corrections.new_text, passages.text) AS text, 'passage' AS target, passages.id AS passage_id
FROM documents
JOIN sections ON sections.document_id = documents.id
JOIN passages ON passages.section_id = sections.id
LEFT JOIN active_corrections AS corrections ON corrections.passage_id = passages.id
WHERE documents.slug = :document AND sections.heading = :section
  AND (
    :seen IN (passages.text, coalesce(corrections.new_text, passages.text))
    OR instr(passages.text, :quote) > 0
    OR instr(corrections.new_text, :quote) > 0
  )
ORDER BY
  coalesce(corrections.new_text, passages.text) = :seen DESC,
  passages.text = :seen DESC,
  sections.position,
  passages.position
