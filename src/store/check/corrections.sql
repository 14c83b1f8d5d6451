-- The active corrections that stand on no value, and the oldest of several that are active in one place.
SELECT
  min(corrections.id) AS number,
  corrections.target AS target,
  documents.slug AS document,
  figures.name AS figure,
  attributes.name AS attribute,
  corrections.section AS section,
  corrections.base_text AS base,
  corrections.new_text AS text,
  corrections.editor AS editor,
  corrections.made_at AS made_at,
  count(*) AS active
FROM active_corrections AS corrections
JOIN documents ON documents.id = corrections.document_id
LEFT JOIN figures ON figures.id = corrections.figure_id
LEFT JOIN attributes ON attributes.id = corrections.attribute_id
GROUP BY
  corrections.target,
  corrections.document_id,
  corrections.figure_id,
  corrections.attribute_id,
  corrections.passage_id,
  -- Those whose passage is gone are each in a place of their own.
  iif(corrections.target = 'passage' AND corrections.passage_id IS NULL, corrections.id, 0)
HAVING count(*) > 1 OR (
  corrections.target = 'value' AND NOT EXISTS (
    SELECT 1
    FROM attribute_values
    WHERE attribute_values.document_id = corrections.document_id
      AND attribute_values.figure_id = corrections.figure_id
      AND attribute_values.attribute_id = corrections.attribute_id
  )
)
ORDER BY number
