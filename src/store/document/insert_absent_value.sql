-- In the row of the document's table that has the attribute, else in a new one below.
INSERT INTO attribute_values (id, document_id, figure_id, attribute_id, position, text, status)
SELECT
  coalesce(:id, (SELECT coalesce(max(id), -2) + 3 FROM attribute_values)),
  :document_id,
  :figure_id,
  :attribute_id,
  coalesce(
    (SELECT min(position) FROM attribute_values WHERE document_id = :document_id AND attribute_id = :attribute_id),
    (SELECT max(position) + 1 FROM attribute_values WHERE document_id = :document_id),
    1
  ),
  '',
  'absent'
RETURNING id, text
