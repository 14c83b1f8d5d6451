-- Those that came with the merge, and those made since on values that go back.
UPDATE corrections
SET attribute_id = :old
WHERE attribute_id = :into
  AND (
    id IN (SELECT value FROM json_each(:moved, '$.corrections'))
    OR (
      id > :moved ->> '$.last_correction'
      AND EXISTS (
        SELECT 1
        FROM attribute_values
        WHERE attribute_values.attribute_id = :old AND attribute_values.document_id = corrections.document_id
          AND attribute_values.figure_id = corrections.figure_id
      )
    )
  )
