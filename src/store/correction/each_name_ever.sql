-- The names of figures that the base knows, or that a former state of a document had, and those of what happened to them.
SELECT name FROM names WHERE kind = 'figure'
UNION
SELECT figures.value FROM document_versions, json_each(document_versions.figures) AS figures
UNION
SELECT details ->> '$.figure' FROM events WHERE kind = 'corrected' AND details ->> '$.figure' IS NOT NULL
UNION
SELECT details ->> '$.name' FROM events WHERE kind = 'alias added' AND details ->> '$.kind' = 'figure'
UNION
SELECT details ->> '$.alias' FROM events WHERE kind = 'alias added' AND details ->> '$.kind' = 'figure'
UNION
SELECT name FROM merges WHERE kind = 'figure'
UNION
SELECT events.details ->> '$.into'
FROM merges
JOIN events ON events.row_id = merges.id AND events.kind = 'merged'
WHERE merges.kind = 'figure'
