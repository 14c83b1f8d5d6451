-- A document's cells as it states them clearly, row by row, each with its column. Rows with one position (which corrections of
-- missing values can bring about) are kept apart by their attribute, and attributes that became one by their position.
SELECT
  attribute_values.position AS position,
  names.name AS attribute,
  document_figures.position AS figure_column,
  attribute_values.text AS text,
  coalesce(row_groups.name, '') AS group_name
FROM attribute_values
JOIN names ON names.id = coalesce(attribute_values.attribute_alias_id, attribute_values.attribute_id)
JOIN document_figures
  ON document_figures.document_id = attribute_values.document_id
  AND document_figures.figure_id = attribute_values.figure_id
LEFT JOIN row_groups
  ON row_groups.document_id = attribute_values.document_id AND row_groups.position = attribute_values.position
WHERE attribute_values.document_id = :document_id AND attribute_values.status = 'stated'
ORDER BY attribute_values.position, names.id
