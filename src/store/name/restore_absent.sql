-- The absent values that gave way, where a correction still stands on them; under their old ids unless those were given
-- to others since.
INSERT INTO attribute_values (id, document_id, figure_id, attribute_id, position, text, status)
SELECT
  iif(
    EXISTS (SELECT 1 FROM attribute_values WHERE id = gone.value ->> 'id'),
    3 * row_number() OVER () + max(
      (SELECT max(id) FROM attribute_values),
      (SELECT max(value ->> 'id') FROM json_each(:moved, '$.absent'))
    ),
    gone.value ->> 'id'
  ),
  corrections.document_id,
  corrections.figure_id,
  corrections.attribute_id,
  gone.value ->> 'position',
  '',
  'absent'
FROM json_each(:moved, '$.absent') AS gone
JOIN active_corrections AS corrections
  ON corrections.document_id = gone.value ->> 'document'
  AND corrections.figure_id = gone.value ->> 'figure'
  AND corrections.attribute_id = gone.value ->> 'attribute'
WHERE NOT EXISTS (
  SELECT 1
  FROM attribute_values
  WHERE attribute_values.figure_id = corrections.figure_id AND attribute_values.attribute_id = corrections.attribute_id
    AND attribute_values.document_id = corrections.document_id
)
RETURNING id
