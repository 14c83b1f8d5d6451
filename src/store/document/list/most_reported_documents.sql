SELECT documents.slug AS slug, documents.title AS title, count(*) AS open_reports
FROM report_states
JOIN present_documents AS documents ON documents.slug = report_states.document
WHERE report_states.status = 'open'
GROUP BY documents.id
ORDER BY open_reports DESC, documents.id DESC
LIMIT :most
