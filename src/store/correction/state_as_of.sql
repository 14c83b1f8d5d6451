SELECT content FROM document_versions WHERE document_id = ?1 AND imported_at <= ?2 AND replaced_at > ?2
ORDER BY id DESC LIMIT 1
