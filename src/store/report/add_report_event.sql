INSERT INTO report_events (
  uid, report_id, kind, because, editor, reporter, reader, from_bundle, evidence, note, made_at
) VALUES (
  coalesce(:uid, lower(hex(randomblob(16)))), :report_id, :kind, :because, :editor, :reporter, :reader, :from_bundle,
  :evidence, :note, :made_at
)
