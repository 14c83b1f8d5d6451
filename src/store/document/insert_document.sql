INSERT INTO documents (
  id, slug, page_slug, address, claimed_address, title, summary, notice, source, path_digest, content_hash, reader, layout,
  imported_at
) VALUES (
  :id, :slug, :page_slug, :address, :claimed_address, :title, :summary, :notice, :source, :path_digest, :content_hash, :reader,
  :layout, :imported_at
)
