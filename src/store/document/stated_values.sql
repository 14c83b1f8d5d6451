-- A document's cells as it states them, row by row. Rows with one position (which corrections of missing values can
-- bring about) are kept apart by their attribute.
SELECT attribute_values.position, attributes.name, figures.name, attribute_values.text
FROM attribute_values
JOIN attributes ON attributes.id = attribute_values.attribute_id
JOIN figures ON figures.id = attribute_values.figure_id
WHERE attribute_values.document_id = ?1 AND attribute_values.status <> 'absent'
ORDER BY attribute_values.position, attribute_values.attribute_id
