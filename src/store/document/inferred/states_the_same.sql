-- Whether another document states a text of a figure for an attribute, and nobody says that this is wrong.
SELECT 1
FROM attribute_values
WHERE figure_id = :figure_id AND attribute_id = :attribute_id AND document_id <> :document_id AND status = 'stated'
  AND text = :text AND NOT EXISTS (
    SELECT 1
    FROM active_corrections AS corrections
    WHERE corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
      AND corrections.attribute_id = attribute_values.attribute_id
  )
LIMIT 1
