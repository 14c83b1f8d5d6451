-- Those that came with the merge, and what a later import found in the same documents (of a figure) or in the same rows of
-- them (of an attribute).
UPDATE attribute_values
SET figure_id = iif(figure_id = :into, :old, figure_id), attribute_id = iif(attribute_id = :into, :old, attribute_id)
WHERE (
    figure_id = :into
    AND (
      (id, document_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:moved, '$.values'))
      OR (
        document_id IN (SELECT document_id FROM document_figures WHERE figure_id = :old)
        AND id NOT IN (SELECT value FROM json_each(:moved, '$.own'))
      )
    )
  )
  OR (
    attribute_id = :into
    AND (document_id, position) IN (
      SELECT document_id, position
      FROM attribute_values
      WHERE attribute_id = :into
        AND (id, document_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:moved, '$.values'))
    )
  )
