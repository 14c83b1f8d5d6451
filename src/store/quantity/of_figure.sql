-- What the values of a figure amount to, of one attribute or all.
SELECT
  attribute_values.attribute_id AS attribute_id,
  attribute_values.document_id AS document_id,
  quantities.kind AS kind,
  quantities.low AS low,
  quantities.high AS high,
  quantities.unit AS unit,
  quantities.approximate AS approximate,
  quantities.amount_low AS amount_low,
  quantities.amount_high AS amount_high,
  quantities.base_unit AS base_unit
FROM attribute_values
JOIN quantities ON quantities.value_id = attribute_values.id
WHERE attribute_values.figure_id = :figure_id
  AND (:attribute_id IS NULL OR attribute_values.attribute_id = :attribute_id)
