-- The active corrections of a document that are without a passage, each with the first passage under its heading that
-- reads as it was, as it should, or as it did when the document lost it.
SELECT corrections.id, min(passages.id)
FROM active_corrections AS corrections
JOIN sections ON sections.document_id = corrections.document_id AND sections.heading = corrections.section
JOIN passages ON passages.section_id = sections.id AND passages.text IN (corrections.base_text, corrections.new_text, corrections.lost_text)
WHERE corrections.document_id = ?1 AND corrections.target = 'passage'
  AND corrections.passage_id IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM active_corrections AS other WHERE other.passage_id = passages.id
  )
GROUP BY corrections.id
ORDER BY corrections.id
