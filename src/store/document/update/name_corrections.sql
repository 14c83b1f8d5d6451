-- Gives the corrections of a document the names by which it now calls what they are about, where it has that.
UPDATE corrections
SET
  figure_alias_id = document_figures.figure_alias_id,
  attribute_alias_id = attribute_values.attribute_alias_id
FROM attribute_values
JOIN document_figures
  ON document_figures.document_id = attribute_values.document_id
  AND document_figures.figure_id = attribute_values.figure_id
WHERE corrections.document_id = :document_id AND corrections.target = 'value'
  AND attribute_values.document_id = corrections.document_id
  AND attribute_values.figure_id = corrections.figure_id
  AND attribute_values.attribute_id = corrections.attribute_id
  AND attribute_values.status <> 'absent'
  AND (
    corrections.figure_alias_id IS NOT document_figures.figure_alias_id
    OR corrections.attribute_alias_id IS NOT attribute_values.attribute_alias_id
  )
