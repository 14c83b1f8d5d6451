-- An address that the page has lost stays, and one that another document has is not taken from it, only noted.
UPDATE documents
SET page_slug = :page_slug, title = :title, summary = :summary, notice = :notice, source = :source,
  path_digest = :path_digest, content_hash = :content_hash, reader = :reader, layout = :layout, imported_at = :imported_at,
  address = CASE WHEN :address IS NULL OR others.has_address THEN address ELSE :address END,
  claimed_address = CASE WHEN :address IS NULL THEN claimed_address WHEN others.has_address THEN :address END
FROM (
  SELECT EXISTS (SELECT 1 FROM documents AS other WHERE other.address = :address AND other.id <> :id) AS has_address
) AS others
WHERE id = :id
