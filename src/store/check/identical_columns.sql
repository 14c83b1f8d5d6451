-- The columns of documents' tables that have :least cells or more and read the same as another one, all the way down.
SELECT 'figure' AS target, documents.slug AS document, one.name AS figure, other.name AS other, NULL AS stated
FROM (
  SELECT document_id, min(figure_id) AS one_id, max(figure_id) AS other_id
  FROM (
    SELECT document_id, figure_id, json_group_array(json_array(attribute_id, text) ORDER BY attribute_id) AS cells
    FROM attribute_values
    WHERE status <> 'absent'
    GROUP BY document_id, figure_id
    HAVING count(*) >= :least
  )
  GROUP BY document_id, cells
  HAVING count(*) > 1
) AS alike
JOIN documents ON documents.id = alike.document_id
JOIN figures AS one ON one.id = alike.one_id
JOIN figures AS other ON other.id = alike.other_id
ORDER BY alike.document_id, one.name
