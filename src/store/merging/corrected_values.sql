-- The values whose text may read otherwise when corrections come or go with a merge of two figures or attributes.
SELECT attribute_values.id
FROM active_corrections AS corrections
JOIN attribute_values
  ON attribute_values.document_id = corrections.document_id
  AND iif(attribute_values.figure_id = :old, :into, attribute_values.figure_id)
    = iif(corrections.figure_id = :old, :into, corrections.figure_id)
  AND iif(attribute_values.attribute_id = :old, :into, attribute_values.attribute_id)
    = iif(corrections.attribute_id = :old, :into, corrections.attribute_id)
WHERE corrections.figure_id IN (:old, :into) OR corrections.attribute_id IN (:old, :into)
UNION
SELECT id
FROM attribute_values
WHERE (figure_id IN (:old, :into) OR attribute_id IN (:old, :into)) AND status = 'absent'
