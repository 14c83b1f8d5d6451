-- The values of a document as they read after corrections, under the names that the document uses, with what is kept of them.
SELECT
  attribute_values.id AS id,
  coalesce(corrections.new_text, attribute_values.text) AS text,
  names.name AS attribute,
  quantities.kind AS kind,
  quantities.low AS low,
  quantities.high AS high,
  quantities.unit AS unit,
  quantities.approximate AS approximate,
  quantities.amount_low AS amount_low,
  quantities.amount_high AS amount_high,
  quantities.base_unit AS base_unit
FROM attribute_values
JOIN names ON names.id = coalesce(attribute_values.attribute_alias_id, attribute_values.attribute_id)
LEFT JOIN active_corrections AS corrections
  ON corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
  AND corrections.attribute_id = attribute_values.attribute_id
LEFT JOIN quantities ON quantities.value_id = attribute_values.id
WHERE attribute_values.document_id = :document_id AND (attribute_values.status <> 'absent' OR corrections.id IS NOT NULL)
