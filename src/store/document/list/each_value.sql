-- Document by document, so that rows stream without a sort of the whole base. Columns by number: by name, an export of all
-- values takes a quarter more instructions.
SELECT
  documents.slug,
  attribute_values.position,
  attributes.name,
  figures.name,
  CASE WHEN :as_stated THEN attribute_values.text ELSE coalesce(corrections.new_text, attribute_values.text) END,
  CASE
    WHEN :as_stated OR corrections.id IS NULL OR corrections.new_text = attribute_values.text THEN attribute_values.status
    ELSE 'corrected'
  END,
  coalesce(row_groups.name, '')
FROM documents
CROSS JOIN attribute_values ON attribute_values.document_id = documents.id
JOIN attributes ON attributes.id = attribute_values.attribute_id
JOIN figures ON figures.id = attribute_values.figure_id
LEFT JOIN active_corrections AS corrections
  ON corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
  AND corrections.attribute_id = attribute_values.attribute_id
LEFT JOIN document_figures
  ON document_figures.document_id = attribute_values.document_id
  AND document_figures.figure_id = attribute_values.figure_id
LEFT JOIN row_groups
  ON row_groups.document_id = attribute_values.document_id AND row_groups.position = attribute_values.position
WHERE documents.id BETWEEN :first AND :last
  AND (attribute_values.status <> 'absent' OR (corrections.id IS NOT NULL AND NOT :as_stated))
ORDER BY
  documents.id,
  attribute_values.position,
  attributes.name,
  -- Figures that the document does not compare come last.
  document_figures.position IS NULL,
  document_figures.position,
  figures.name
