-- The passages about a figure, of a document, or both when both are given, by index.
SELECT
  document,
  section,
  heading,
  passage,
  figures,
  CASE WHEN :as_stated THEN stated ELSE text END,
  CASE WHEN :as_stated THEN 'stated' ELSE status END
FROM current_passages
WHERE passage_id IN (
    SELECT passage_id FROM passage_figures WHERE figure_id = :figure_id
    UNION ALL
    SELECT passages.id
    FROM sections
    JOIN passages ON passages.section_id = sections.id
    WHERE sections.document_id = :document_id AND :figure_id IS NULL
  )
  AND (:document_id IS NULL OR document_id = :document_id)
ORDER BY document_id, section, passage
