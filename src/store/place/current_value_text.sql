SELECT
  current_values.value AS text,
  'value' AS target,
  current_values.document_id AS document_id,
  current_values.figure_id AS figure_id,
  current_values.attribute_id AS attribute_id
FROM current_values
WHERE current_values.figure_id = (
    SELECT coalesce(alias_of, id) FROM names WHERE kind = 'figure' AND folded = :figure_folded
  )
  AND current_values.attribute_id = (
    SELECT coalesce(alias_of, id) FROM names WHERE kind = 'attribute' AND folded = :attribute_folded
  )
  AND current_values.document = coalesce(:document, current_values.document)
ORDER BY current_values.document_id
