UPDATE attribute_values
SET text = '', status = 'absent'
WHERE id = :id AND EXISTS (
  SELECT 1
  FROM active_corrections AS corrections
  WHERE corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
    AND corrections.attribute_id = attribute_values.attribute_id
)
