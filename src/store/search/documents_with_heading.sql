SELECT documents.slug AS document
FROM sections
JOIN documents ON documents.id = sections.document_id
WHERE sections.heading = :heading
ORDER BY sections.id
LIMIT :most
