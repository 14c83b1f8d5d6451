-- Active corrections of values that are not there get one to stand on, which is absent from the document.
INSERT INTO attribute_values (id, document_id, figure_id, attribute_id, position, text, status)
SELECT
  (SELECT coalesce(max(id), -2) FROM attribute_values) + 3 * row_number() OVER (ORDER BY corrections.id),
  corrections.document_id,
  corrections.figure_id,
  corrections.attribute_id,
  coalesce(
    (
      SELECT min(position) FROM attribute_values
      WHERE document_id = corrections.document_id AND attribute_id = corrections.attribute_id
    ),
    (SELECT max(position) + 1 FROM attribute_values WHERE document_id = corrections.document_id),
    1
  ),
  '',
  'absent'
FROM active_corrections AS corrections
WHERE corrections.target = 'value'
  AND NOT EXISTS (
    SELECT 1
    FROM attribute_values
    WHERE attribute_values.document_id = corrections.document_id
      AND attribute_values.figure_id = corrections.figure_id
      AND attribute_values.attribute_id = corrections.attribute_id
  )
RETURNING id
