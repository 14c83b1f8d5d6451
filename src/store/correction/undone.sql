SELECT corrections.reverted_at, corrections.reverted_by, documents.slug
FROM corrections
JOIN documents ON documents.id = corrections.document_id
WHERE corrections.id = :id
