-- What is kept of a document's values.
SELECT
  quantities.value_id AS value_id,
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
WHERE attribute_values.document_id = :document_id
