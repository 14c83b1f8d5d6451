UPDATE forgotten_documents SET restored_at = ?2, restored_by = ?3
WHERE document_id = ?1 AND restored_at IS NULL
