SELECT
  documents.slug AS document,
  sections.heading AS heading,
  coalesce(corrections.new_text, passages.text) AS text,
  CASE WHEN corrections.id IS NULL THEN 'stated' ELSE 'corrected' END AS status,
  (
    -- A report names its passage by document, heading and the words it quotes.
    SELECT count(*)
    FROM report_states
    WHERE report_states.status = 'open' AND report_states.target = 'passage'
      AND report_states.document = documents.slug AND report_states.section = sections.heading
      AND (
        report_states.seen IN (passages.text, coalesce(corrections.new_text, passages.text))
        OR instr(passages.text, report_states.quote) > 0
        OR instr(corrections.new_text, report_states.quote) > 0
      )
  ) AS open_reports
FROM passages
JOIN sections ON sections.id = passages.section_id
JOIN documents ON documents.id = sections.document_id
LEFT JOIN corrections
  ON corrections.target = 'passage' AND corrections.passage_id = passages.id AND corrections.reverted_at IS NULL
WHERE passages.id IN (
    SELECT passage_id FROM passage_figures WHERE figure_id = :figure_id
    UNION ALL
    SELECT passages.id
    FROM sections
    JOIN passages ON passages.section_id = sections.id
    WHERE sections.document_id = :document_id AND :figure_id IS NULL
  )
  AND (:document_id IS NULL OR documents.id = :document_id)
ORDER BY documents.id, sections.position, passages.position
