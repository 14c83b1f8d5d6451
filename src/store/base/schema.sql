SELECT sql || ';'
FROM sqlite_schema
-- The full-text index makes its own shadow tables; refinery keeps its own history.
WHERE sql IS NOT NULL AND name NOT GLOB 'search_index_*' AND name <> 'refinery_schema_history'
ORDER BY rowid
