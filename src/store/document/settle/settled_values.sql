-- The values of a row that a person told apart, each with the correction of it that is active, if there is one.
SELECT attribute_values.id AS id, corrections.id AS correction
FROM attribute_values
LEFT JOIN active_corrections AS corrections
  ON corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
  AND corrections.attribute_id = attribute_values.attribute_id
WHERE attribute_values.document_id = :document_id AND attribute_values.attribute_id = :attribute_id
  AND attribute_values.position = :position AND attribute_values.status = 'settled'
ORDER BY attribute_values.id
