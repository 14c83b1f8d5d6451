-- Figure and attribute of the active corrections of a document whose values are not there.
SELECT
  corrections.figure_id,
  corrections.attribute_id
FROM active_corrections AS corrections
WHERE corrections.document_id = :document_id
  AND corrections.target = 'value'
  AND NOT EXISTS (
    SELECT 1
    FROM attribute_values
    WHERE attribute_values.document_id = corrections.document_id
      AND attribute_values.figure_id = corrections.figure_id
      AND attribute_values.attribute_id = corrections.attribute_id
  )
ORDER BY corrections.id
