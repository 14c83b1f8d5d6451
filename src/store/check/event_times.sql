-- Every event with the report that it is about.
SELECT
  reports.id AS number,
  reports.target AS target,
  reports.document AS document,
  reports.figure AS figure,
  reports.attribute AS attribute,
  reports.section AS section,
  report_events.kind AS kind,
  CAST(report_events.made_at AS TEXT) AS made_at
FROM report_events
JOIN reports ON reports.id = report_events.report_id
ORDER BY report_events.id
