-- Gives the preferences of a document the names by which it now calls what they are about, where it has that.
UPDATE preferences
SET
  figure_alias_id = document_figures.figure_alias_id,
  attribute_alias_id = attribute_values.attribute_alias_id
FROM attribute_values
JOIN document_figures
  ON document_figures.document_id = attribute_values.document_id
  AND document_figures.figure_id = attribute_values.figure_id
WHERE preferences.document_id = :document_id
  AND attribute_values.document_id = preferences.document_id
  AND attribute_values.figure_id = preferences.figure_id
  AND attribute_values.attribute_id = preferences.attribute_id
  AND attribute_values.status <> 'absent'
  AND (
    preferences.figure_alias_id IS NOT document_figures.figure_alias_id
    OR preferences.attribute_alias_id IS NOT attribute_values.attribute_alias_id
  )
