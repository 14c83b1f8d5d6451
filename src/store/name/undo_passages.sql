-- Those that came with the merge, and what a later import found in their documents.
UPDATE passage_figures
SET figure_id = :old
WHERE figure_id = :into
  AND passage_id IN (
    SELECT passages.id
    FROM passages
    JOIN sections ON sections.id = passages.section_id
    WHERE sections.document_id IN (SELECT document_id FROM document_figures WHERE figure_id = :old)
    UNION ALL
    SELECT passages.id
    FROM json_each(:moved, '$.passages') AS moved
    JOIN passages ON passages.id = moved.value ->> 0
    JOIN sections ON sections.id = passages.section_id AND sections.document_id = moved.value ->> 1
  )
