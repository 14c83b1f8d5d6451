SELECT uid, reporter, evidence, note, made_at
FROM report_events
WHERE report_id = :report_id AND kind = 'supported'
ORDER BY :here_first AND from_bundle, made_at, uid
