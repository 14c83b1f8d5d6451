SELECT
  (SELECT count(*) FROM present_documents) AS documents,
  (SELECT count(*) FROM figures) AS figures,
  (SELECT count(*) FROM attributes) AS attributes,
  (SELECT count(*) FROM attribute_values WHERE status <> 'absent') AS value_count,
  (SELECT count(*) FROM unclear_rows WHERE settled_row_id IS NULL) AS unclear_rows,
  (SELECT count(*) FROM report_states WHERE status = 'open') AS open_reports
