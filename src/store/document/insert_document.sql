INSERT INTO documents (id, slug, title, summary, notice, source, content_hash, reader, layout, imported_at)
VALUES (:id, :slug, :title, :summary, :notice, :source, :content_hash, :reader, :layout, :imported_at)
