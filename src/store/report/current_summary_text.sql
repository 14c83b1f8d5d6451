SELECT coalesce(corrections.new_text, documents.summary), documents.id
FROM documents
LEFT JOIN corrections
  ON corrections.target = 'summary' AND corrections.document_id = documents.id AND corrections.reverted_at IS NULL
WHERE documents.slug = :document
