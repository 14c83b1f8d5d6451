SELECT id, filed_at
FROM reports
WHERE id NOT IN (SELECT report_id FROM report_events WHERE kind <> 'supported')
