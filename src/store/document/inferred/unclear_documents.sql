-- The documents that compare a figure and have unclear rows that no person decided on.
SELECT document_figures.document_id
FROM document_figures
WHERE document_figures.figure_id = :figure_id AND EXISTS (
  SELECT 1
  FROM unclear_rows
  WHERE unclear_rows.document_id = document_figures.document_id AND unclear_rows.settled_row_id IS NULL
)
