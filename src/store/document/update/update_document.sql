UPDATE documents
SET title = :title, summary = :summary, notice = :notice, source = :source, content_hash = :content_hash,
  reader = :reader, layout = :layout, imported_at = :imported_at
WHERE id = :id
