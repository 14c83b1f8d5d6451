-- The values whose text may read otherwise when corrections come or go with a merge of the two attributes.
SELECT attribute_values.id
FROM corrections
JOIN attribute_values
  ON attribute_values.document_id = corrections.document_id AND attribute_values.figure_id = corrections.figure_id
  AND attribute_values.attribute_id IN (:old, :into)
WHERE corrections.attribute_id IN (:old, :into) AND corrections.target = 'value' AND corrections.reverted_at IS NULL
UNION
SELECT id
FROM attribute_values
WHERE attribute_id IN (:old, :into) AND status = 'absent'
