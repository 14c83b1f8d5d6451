-- And the rows that it is made of.
SELECT current_values.value, current_values.document_id, current_values.figure_id, current_values.attribute_id
FROM current_values
WHERE current_values.figure_id = (
    SELECT id FROM figures WHERE name_folded = :figure
    UNION ALL
    SELECT figure_id FROM figure_aliases WHERE name_folded = :figure
  )
  AND current_values.attribute_id = (
    SELECT id FROM attributes WHERE name_folded = :attribute
    UNION ALL
    SELECT attribute_id FROM attribute_aliases WHERE name_folded = :attribute
  )
  AND current_values.document = coalesce(:document, current_values.document)
ORDER BY current_values.document_id
