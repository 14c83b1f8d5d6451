INSERT INTO waiting_pages (rank, document_id, place, source, content_hash, path, is_at_address, page)
VALUES (:rank, :document_id, :place, :source, :content_hash, :path, :is_at_address, :page)
