SELECT coalesce(corrections.new_text, documents.summary) AS text, 'summary' AS target, documents.id AS document_id
FROM documents
LEFT JOIN active_corrections AS corrections
  ON corrections.target = 'summary' AND corrections.document_id = documents.id
WHERE documents.slug = :document
