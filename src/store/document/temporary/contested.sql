-- A content that came from several places counts as passed over once.
SELECT
  contested_pages.source AS source,
  documents.slug AS slug,
  documents.source AS kept,
  contested_pages.content_hash = documents.content_hash OR row_number() OVER (
    PARTITION BY document_id, contested_pages.content_hash ORDER BY contested_pages.source
  ) > 1 AS is_told
FROM contested_pages
JOIN documents ON documents.id = contested_pages.document_id
ORDER BY 1, contested_pages.content_hash
