-- Every report with its events in the order they were written, but for supports, which may come at any time.
SELECT
  reports.id AS number,
  reports.target AS target,
  reports.document AS document,
  reports.figure AS figure,
  reports.attribute AS attribute,
  reports.section AS section,
  report_events.kind AS kind
FROM reports
LEFT JOIN report_events ON report_events.report_id = reports.id AND report_events.kind <> 'supported'
ORDER BY reports.id, report_events.id
