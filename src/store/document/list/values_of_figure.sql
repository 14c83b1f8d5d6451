WITH open_reports AS (
  -- Open reports on the figure's values under any of its names.
  SELECT
    report_states.document,
    (
      SELECT coalesce(alias_of, id) FROM names WHERE kind = 'attribute' AND folded = report_states.attribute_folded
    ) AS attribute_id,
    count(*) AS reports
  FROM report_states
  WHERE status = 'open' AND target = 'value' AND figure_folded IN (
    SELECT folded FROM names WHERE id = :figure_id OR alias_of = :figure_id
  )
  GROUP BY 1, 2
)
SELECT
  current_values.document,
  current_values.document_id,
  current_values.position,
  current_values.attribute_id,
  current_values.attribute,
  CASE WHEN :as_stated THEN current_values.stated ELSE current_values.value END AS value,
  CASE WHEN :as_stated THEN current_values.stated_status ELSE current_values.status END AS status,
  coalesce(open_reports.reports, 0) AS open_reports,
  preferences.id IS NOT NULL AS preferred
FROM current_values
LEFT JOIN open_reports
  ON open_reports.document = current_values.document AND open_reports.attribute_id = current_values.attribute_id
LEFT JOIN preferences
  ON preferences.figure_id = current_values.figure_id AND preferences.attribute_id = current_values.attribute_id
  AND preferences.document_id = current_values.document_id AND preferences.replaced_at IS NULL
WHERE current_values.figure_id = :figure_id AND NOT (:as_stated AND current_values.stated_status = 'absent')
ORDER BY current_values.document_id, current_values.position
