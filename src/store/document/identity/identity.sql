SELECT
  documents.id AS id,
  documents.slug AS slug,
  documents.address AS address,
  documents.claimed_address AS claimed_address,
  documents.source AS source,
  documents.path_digest AS path_digest,
  documents.content_hash AS content_hash,
  documents.reader AS reader,
  EXISTS (
    SELECT 1 FROM forgotten_documents WHERE document_id = documents.id AND restored_at IS NULL
  ) AS is_forgotten
FROM documents
WHERE documents.id = :id
