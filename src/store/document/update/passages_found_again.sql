-- The active corrections of a document that are without a passage, each with the first passage under its heading that
-- is about the same figures and reads as it was, as it should, or as it did when the document lost it.
SELECT corrections.id AS correction_id, min(passages.id) AS passage_id
FROM active_corrections AS corrections
JOIN sections ON sections.document_id = corrections.document_id AND sections.heading = corrections.section
JOIN passages
  ON passages.section_id = sections.id
  AND passages.text IN (corrections.base_text, corrections.new_text, corrections.lost_text)
WHERE corrections.document_id = :document_id AND corrections.target = 'passage'
  AND corrections.passage_id IS NULL
  AND (
    SELECT json_group_array(figure_id ORDER BY figure_id) FROM passage_figures WHERE passage_id = passages.id
  ) = (
    SELECT json_group_array(id ORDER BY id)
    FROM (
      SELECT DISTINCT coalesce(names.alias_of, names.id) AS id
      FROM json_each(corrections.lost_figures) AS figures
      JOIN names ON names.kind = 'figure' AND names.name = figures.value
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM active_corrections AS other WHERE other.passage_id = passages.id
  )
GROUP BY corrections.id
ORDER BY corrections.id
