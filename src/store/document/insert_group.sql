INSERT OR REPLACE INTO row_groups (document_id, position, name) VALUES (:document_id, :position, :name)
