-- The documents on which something was decided, or on a name of an attribute of which something was.
SELECT document_id FROM corrections
UNION
SELECT document_id FROM settled_rows
UNION
SELECT document_id FROM preferences
UNION
SELECT document_id FROM forgotten_documents
UNION
SELECT attribute_values.document_id
FROM events
LEFT JOIN merges ON merges.id = events.row_id AND events.kind IN ('merged', 'merge undone')
JOIN names
  ON names.kind = 'attribute'
  AND names.name IN (events.details ->> '$.name', events.details ->> '$.alias', events.details ->> '$.into', merges.name)
JOIN attribute_values ON attribute_values.attribute_id = coalesce(names.alias_of, names.id)
WHERE merges.kind = 'attribute'
  OR events.kind IN ('alias added', 'alias removed') AND events.details ->> '$.kind' = 'attribute'
