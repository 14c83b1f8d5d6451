SELECT uid, reporter, evidence, note, made_at
FROM report_events
WHERE report_id = ?1 AND kind = 'supported'
ORDER BY made_at, uid
