-- Reports that were accepted without a correction, and reports with one that were not accepted. A correction may answer
-- several reports that asked for the same; then it names one of them.
SELECT
  reports.id AS number,
  reports.target AS target,
  reports.document AS document,
  reports.figure AS figure,
  reports.attribute AS attribute,
  reports.section AS section,
  'it was accepted, and no correction answers it' AS "is"
FROM report_events
JOIN reports ON reports.id = report_events.report_id
WHERE report_events.kind = 'accepted'
  AND (report_events.made_at, report_events.editor) NOT IN (
    SELECT made_at, editor FROM corrections WHERE report_id IS NOT NULL
  )
UNION ALL
SELECT
  reports.id, reports.target, reports.document, reports.figure, reports.attribute, reports.section,
  'correction ' || corrections.id || ' answers it, and it was not accepted then'
FROM corrections
JOIN reports ON reports.id = corrections.report_id
WHERE NOT EXISTS (
    SELECT 1
    FROM report_events
    WHERE report_id = corrections.report_id AND kind = 'accepted'
      AND (made_at, editor) = (corrections.made_at, corrections.editor)
  )
