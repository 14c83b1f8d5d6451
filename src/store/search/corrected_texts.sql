-- The texts that have an active correction: the id under which each is searched, and what the document says.
SELECT attribute_values.id AS id, attribute_values.text AS stated
FROM active_corrections AS corrections
JOIN attribute_values
  ON attribute_values.document_id = corrections.document_id AND attribute_values.figure_id = corrections.figure_id
  AND attribute_values.attribute_id = corrections.attribute_id
UNION ALL
SELECT passages.id, passages.text
FROM active_corrections AS corrections
JOIN passages ON passages.id = corrections.passage_id
UNION ALL
SELECT documents.id, documents.summary
FROM active_corrections AS corrections
JOIN documents ON documents.id = corrections.document_id
WHERE corrections.target = 'summary'
