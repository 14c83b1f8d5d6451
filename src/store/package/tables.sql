SELECT name
FROM sqlite_schema
-- The full-text index makes its own shadow tables; refinery keeps its own history.
WHERE type = 'table' AND name NOT GLOB 'search_index_*' AND name NOT GLOB 'sqlite_*' AND name <> 'refinery_schema_history'
ORDER BY rowid
