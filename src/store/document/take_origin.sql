UPDATE documents SET source = :source, page_slug = :page_slug, path_digest = :path_digest WHERE id = :id
