-- The first unclear row of a document that has the text of a row, settled or not.
SELECT same.id
FROM unclear_rows
JOIN unclear_rows AS same ON same.document_id = unclear_rows.document_id AND same.raw = unclear_rows.raw
WHERE unclear_rows.id = :id
ORDER BY same.position, same.id
LIMIT 1
