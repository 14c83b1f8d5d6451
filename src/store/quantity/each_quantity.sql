-- Document by document, as in an export of values.
SELECT
  documents.slug AS document,
  attribute_values.position AS position,
  attributes.name AS attribute,
  figures.name AS figure,
  coalesce(corrections.new_text, attribute_values.text) AS value,
  quantities.kind AS kind,
  quantities.low AS low,
  quantities.high AS high,
  quantities.unit AS unit,
  quantities.approximate AS approximate,
  quantities.amount_low AS amount_low,
  quantities.amount_high AS amount_high,
  quantities.base_unit AS base_unit
FROM documents
CROSS JOIN attribute_values ON attribute_values.document_id = documents.id
JOIN quantities ON quantities.value_id = attribute_values.id
JOIN attributes ON attributes.id = attribute_values.attribute_id
JOIN figures ON figures.id = attribute_values.figure_id
LEFT JOIN active_corrections AS corrections
  ON corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
  AND corrections.attribute_id = attribute_values.attribute_id
LEFT JOIN document_figures
  ON document_figures.document_id = attribute_values.document_id
  AND document_figures.figure_id = attribute_values.figure_id
ORDER BY
  documents.id,
  attribute_values.position,
  attributes.name,
  document_figures.position IS NULL,
  document_figures.position,
  figures.name
