-- The figures of a document that no document compares but those of a list.
SELECT figures.name
FROM document_figures
JOIN figures ON figures.id = document_figures.figure_id
WHERE document_figures.document_id = :id
  AND NOT EXISTS (
    SELECT 1
    FROM document_figures AS other
    WHERE other.figure_id = document_figures.figure_id
      AND other.document_id NOT IN (SELECT value FROM json_each(:all))
  )
ORDER BY document_figures.position
