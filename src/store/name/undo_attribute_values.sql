-- Those that came with the merge, and what a later import found in the same rows of their documents.
UPDATE attribute_values
SET attribute_id = :old
WHERE attribute_id = :into
  AND (document_id, position) IN (
    SELECT document_id, position
    FROM attribute_values
    WHERE attribute_id = :into
      AND (id, document_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:moved, '$.values'))
  )
