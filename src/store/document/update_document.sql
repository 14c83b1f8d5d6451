-- An address that the page has lost stays, and one that another document has is not taken from it.
UPDATE documents
SET page_slug = :page_slug, title = :title, summary = :summary, notice = :notice, source = :source,
  content_hash = :content_hash, reader = :reader, layout = :layout, imported_at = :imported_at,
  address = CASE
    WHEN :address IS NULL OR EXISTS (SELECT 1 FROM documents AS other WHERE other.address = :address AND other.id <> :id)
      THEN address
    ELSE :address
  END
WHERE id = :id
