SELECT *
FROM report_states
WHERE :since IS NULL
  OR filed_at >= :since
  OR EXISTS (
    SELECT 1 FROM report_events
    WHERE report_id = report_states.id AND kind = 'supported' AND made_at >= :since
  )
ORDER BY filed_at, uid
