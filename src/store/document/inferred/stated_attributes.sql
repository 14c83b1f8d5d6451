-- The attributes of which a document says something in rows that are clear or were settled.
SELECT attribute_id
FROM attribute_values
WHERE document_id = :document_id AND status IN ('stated', 'settled')
