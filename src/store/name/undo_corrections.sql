-- Those that came with the merge, and those made since on values that go back.
UPDATE corrections
SET figure_id = iif(figure_id = :into, :old, figure_id), attribute_id = iif(attribute_id = :into, :old, attribute_id)
WHERE (figure_id = :into OR attribute_id = :into)
  AND (
    id IN (SELECT value FROM json_each(:moved, '$.corrections'))
    OR (
      id > :moved ->> '$.last_correction'
      AND EXISTS (
        SELECT 1
        FROM attribute_values
        WHERE attribute_values.document_id = corrections.document_id
          AND attribute_values.figure_id = iif(corrections.figure_id = :into, :old, corrections.figure_id)
          AND attribute_values.attribute_id = iif(corrections.attribute_id = :into, :old, corrections.attribute_id)
      )
    )
  )
