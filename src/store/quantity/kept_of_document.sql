-- What is kept of a document's values.
SELECT quantities.*
FROM attribute_values
JOIN quantities ON quantities.value_id = attribute_values.id
WHERE attribute_values.document_id = :document_id
