-- The documents that keep two attributes from being one: they say something of one figure for both.
SELECT documents.slug
FROM documents
WHERE documents.id IN (
    SELECT a.document_id
    FROM attribute_values AS a
    JOIN attribute_values AS b
      ON b.figure_id = a.figure_id AND b.attribute_id = :into AND b.document_id = a.document_id
    WHERE a.attribute_id = :old AND a.status <> 'absent' AND b.status <> 'absent'
    UNION
    SELECT a.document_id
    FROM corrections AS a
    JOIN corrections AS b
      ON b.figure_id = a.figure_id AND b.attribute_id = :into AND b.document_id = a.document_id
    WHERE a.attribute_id = :old AND a.reverted_at IS NULL AND b.reverted_at IS NULL
  )
ORDER BY documents.id
