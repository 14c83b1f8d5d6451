-- Those that came with the merge, and what a later import found in their documents.
UPDATE attribute_values
SET figure_id = :old
WHERE figure_id = :into
  AND (
    (id, document_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:moved, '$.values'))
    OR (
      document_id IN (SELECT document_id FROM document_figures WHERE figure_id = :old)
      AND id NOT IN (SELECT value FROM json_each(:moved, '$.own'))
    )
  )
