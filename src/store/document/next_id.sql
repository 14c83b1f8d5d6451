-- The first id behind those of all documents, values and passages.
SELECT 1 + max(
  coalesce((SELECT max(id) FROM documents), -1),
  coalesce((SELECT max(id) FROM attribute_values), -1),
  coalesce((SELECT max(id) FROM passages), -1)
)
