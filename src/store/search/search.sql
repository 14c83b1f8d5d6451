SELECT rank, rowid, snippet(search_index, 0, '[', ']', '…', 16) AS snippet
FROM search_index
WHERE search_index MATCH :query
ORDER BY rank
LIMIT :limit
