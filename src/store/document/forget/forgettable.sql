SELECT
  documents.slug AS slug,
  documents.title AS title,
  (SELECT count(*) FROM attribute_values WHERE document_id = documents.id AND status <> 'absent') AS value_count,
  (
    SELECT count(*) FROM sections JOIN passages ON passages.section_id = sections.id WHERE sections.document_id = documents.id
  ) AS passage_count,
  (SELECT count(*) FROM active_corrections WHERE document_id = documents.id) AS corrections,
  (SELECT count(*) FROM report_states WHERE document = documents.slug AND status = 'open') AS open_reports
FROM documents
WHERE documents.id = :id
