-- Those that came with the merge, and what a later import found in the same rows of their documents.
UPDATE attribute_values
SET attribute_id = :old
WHERE attribute_id = :into
  AND (document_id, position) IN (
    SELECT attribute_values.document_id, attribute_values.position
    FROM json_each(:moved, '$.values') AS moved
    JOIN attribute_values ON attribute_values.id = moved.value ->> 0 AND attribute_values.document_id = moved.value ->> 1
    WHERE attribute_values.attribute_id = :into
  )
