-- What documents say of all figures for an attribute, preferred documents first, with what that amounts to.
SELECT
  current_values.figure AS figure,
  current_values.figure_id AS figure_id,
  current_values.document AS document,
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
LEFT JOIN quantities ON quantities.value_id = current_values.value_id
LEFT JOIN preferences
  ON preferences.figure_id = current_values.figure_id AND preferences.attribute_id = current_values.attribute_id
  AND preferences.document_id = current_values.document_id AND preferences.replaced_at IS NULL
WHERE current_values.attribute_id = :attribute_id
ORDER BY current_values.figure, preferences.id IS NULL, current_values.document_id
