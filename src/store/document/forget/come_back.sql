UPDATE forgotten_documents SET restored_at = :now, restored_by = :editor
WHERE document_id = :document_id AND restored_at IS NULL
