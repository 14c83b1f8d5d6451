-- The values of a document as they read now, and what they amount to.
SELECT
  current_values.figure_id AS figure_id,
  current_values.attribute AS attribute,
  current_values.value AS value,
  quantities.kind AS kind,
  quantities.low AS low,
  quantities.high AS high,
  quantities.unit AS unit,
  quantities.approximate AS approximate,
  quantities.amount_low AS amount_low,
  quantities.amount_high AS amount_high,
  quantities.base_unit AS base_unit
FROM current_values
JOIN quantities ON quantities.value_id = current_values.value_id
WHERE current_values.document_id = :document_id
ORDER BY current_values.position
