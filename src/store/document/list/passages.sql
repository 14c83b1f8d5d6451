-- The passages about a figure, of a document, or both when both are given, by index; with how many open reports are on
-- each where that is asked. The first columns are those of each_passage.sql, in its order.
SELECT
  document,
  section,
  heading,
  passage,
  figures,
  CASE WHEN :as_stated THEN stated ELSE text END AS text,
  CASE WHEN :as_stated THEN 'stated' ELSE status END AS status,
  passage_id,
  CASE WHEN :with_reports THEN (
    -- A report names its passage by document, heading and the words it quotes.
    SELECT count(*)
    FROM report_states
    WHERE report_states.status = 'open' AND report_states.target = 'passage'
      AND report_states.document = current_passages.document AND report_states.section = current_passages.heading
      AND (
        report_states.seen IN (current_passages.stated, current_passages.text)
        OR instr(current_passages.stated, report_states.quote) > 0
        OR instr(current_passages.text, report_states.quote) > 0
      )
  ) END AS open_reports
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
