SELECT rank, rowid, snippet(stated_index, 0, '[', ']', '…', 16) AS snippet
FROM temp.stated_index
WHERE stated_index MATCH :query
ORDER BY rank
LIMIT :limit
