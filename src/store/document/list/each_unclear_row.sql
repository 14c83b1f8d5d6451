SELECT
  unclear_rows.id AS id,
  documents.slug AS document,
  unclear_rows.position AS position,
  unclear_rows.raw AS raw,
  unclear_rows.reason AS reason,
  unclear_rows.candidates AS candidates,
  unclear_rows.inferred AS inferred
FROM unclear_rows
JOIN documents ON documents.id = unclear_rows.document_id
WHERE unclear_rows.settled_row_id IS NULL
  AND (:number IS NULL AND (unclear_rows.inferred IS NOT NULL) = :is_inferred OR unclear_rows.id = :number)
ORDER BY unclear_rows.document_id, unclear_rows.position
