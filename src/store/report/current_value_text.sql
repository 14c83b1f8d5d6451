-- And the rows that it is made of.
SELECT current_values.value, current_values.document_id, current_values.figure_id, current_values.attribute_id
FROM current_values
WHERE current_values.figure_id = (
    SELECT coalesce(alias_of, id) FROM names WHERE kind = 'figure' AND folded = :figure
  )
  AND current_values.attribute_id = (
    SELECT coalesce(alias_of, id) FROM names WHERE kind = 'attribute' AND folded = :attribute
  )
  AND current_values.document = coalesce(:document, current_values.document)
ORDER BY current_values.document_id
