-- What several documents say of one figure for one attribute. The CROSS JOIN keeps the order of the figures' names and,
-- within a figure, of the index over figure, attribute and document, so that rows stream without a sort; a value that is
-- the only one for its attribute is passed over in that index. Columns by number: this is read millions of times.
SELECT
  names.id,
  attribute_values.attribute_id,
  names.name,
  attributes.name,
  documents.slug,
  coalesce(corrections.new_text, attribute_values.text),
  preferences.id IS NOT NULL,
  documents.id
FROM names
CROSS JOIN attribute_values ON attribute_values.figure_id = names.id
JOIN attributes ON attributes.id = attribute_values.attribute_id
JOIN documents ON documents.id = attribute_values.document_id
LEFT JOIN active_corrections AS corrections
  ON corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
  AND corrections.attribute_id = attribute_values.attribute_id
LEFT JOIN preferences
  ON preferences.figure_id = attribute_values.figure_id AND preferences.attribute_id = attribute_values.attribute_id
  AND preferences.document_id = attribute_values.document_id AND preferences.replaced_at IS NULL
WHERE names.kind = 'figure'
  -- Most figures of a large base stand in one document. They are told by one pass over an index, before anything else is
  -- asked of them.
  AND (
    :figure_id IS NOT NULL
    OR names.id IN (
      SELECT figure_id FROM attribute_values GROUP BY figure_id HAVING min(document_id) <> max(document_id)
    )
  )
  AND names.alias_of IS NULL
  AND (:figure_id IS NULL OR names.id = :figure_id)
  AND (:attribute_id IS NULL OR attribute_values.attribute_id = :attribute_id)
  AND EXISTS (
    SELECT 1
    FROM attribute_values AS other
    WHERE other.figure_id = names.id AND other.attribute_id = attribute_values.attribute_id
      AND other.document_id <> attribute_values.document_id
  )
  AND coalesce(corrections.new_text, attribute_values.text) <> ''
ORDER BY names.folded, attribute_values.attribute_id, attribute_values.document_id
