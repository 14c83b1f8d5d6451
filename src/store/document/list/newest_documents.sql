SELECT
  documents.slug AS slug,
  documents.title AS title,
  (SELECT count(*) FROM report_states WHERE document = documents.slug AND status = 'open') AS open_reports
FROM present_documents AS documents
ORDER BY documents.id DESC
LIMIT :most
