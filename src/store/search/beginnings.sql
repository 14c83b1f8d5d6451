-- As search.sql, in the order of ids: to rank texts, all of them have to be read.
SELECT 0.0 AS rank, rowid, snippet(search_index, 0, '[', ']', '…', 16) AS snippet
FROM search_index
WHERE search_index MATCH :query
LIMIT :limit
