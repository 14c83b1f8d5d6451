INSERT INTO documents (
  id, slug, page_slug, address, title, summary, notice, source, content_hash, reader, layout, imported_at
) VALUES (
  :id, :slug, :page_slug, :address, :title, :summary, :notice, :source, :content_hash, :reader, :layout, :imported_at
)
