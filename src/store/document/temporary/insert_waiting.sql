INSERT INTO waiting_pages (rank, place, source, content_hash, path, is_at_address, page)
VALUES (:rank, :place, :source, :content_hash, :path, :is_at_address, :page)
