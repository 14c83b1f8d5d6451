-- The name that was merged when it already had a further name, if that merge holds.
SELECT merges.moved ->> '$.id'
FROM merges, json_each(merges.moved, '$.aliases') AS aliases
WHERE merges.undone_at IS NULL AND aliases.value = :id
ORDER BY merges.id
LIMIT 1
