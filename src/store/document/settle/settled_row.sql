-- A decision on a row, and the row that it is applied to, if there is one.
SELECT
  settled_rows.document_id AS document_id,
  documents.slug AS document,
  settled_rows.raw AS raw,
  settled_rows.attribute AS attribute,
  settled_rows.unsettled_at AS unsettled_at,
  settled_rows.unsettled_by AS unsettled_by,
  unclear_rows.id AS unclear_row_id,
  unclear_rows.position AS position
FROM settled_rows
JOIN documents ON documents.id = settled_rows.document_id
LEFT JOIN unclear_rows ON unclear_rows.settled_row_id = settled_rows.id
WHERE settled_rows.id = :number
