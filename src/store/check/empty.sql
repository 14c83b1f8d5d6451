-- The cells of documents' tables that hold nothing, not even a correction, in rows that hold something.
SELECT 'value' AS target, documents.slug AS document, figures.name AS figure, attributes.name AS attribute
FROM (SELECT DISTINCT document_id, attribute_id FROM attribute_values WHERE status <> 'absent') AS stated
JOIN document_figures ON document_figures.document_id = stated.document_id
JOIN documents ON documents.id = stated.document_id
JOIN figures ON figures.id = document_figures.figure_id
JOIN attributes ON attributes.id = stated.attribute_id
WHERE NOT EXISTS (
    SELECT 1
    FROM attribute_values
    WHERE attribute_values.figure_id = document_figures.figure_id
      AND attribute_values.attribute_id = stated.attribute_id
      AND attribute_values.document_id = stated.document_id
      AND (attribute_values.status = 'absent' OR trim(attribute_values.text) <> '')
  )
ORDER BY stated.document_id, attributes.name, document_figures.position
