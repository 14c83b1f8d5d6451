-- The names of figures that were ever the same.
SELECT details ->> '$.name' AS one, details ->> '$.alias' AS other
FROM events
WHERE kind = 'alias added' AND details ->> '$.kind' = 'figure'
UNION
SELECT events.details ->> '$.into', merges.name
FROM merges
JOIN events ON events.row_id = merges.id AND events.kind = 'merged'
WHERE merges.kind = 'figure'
