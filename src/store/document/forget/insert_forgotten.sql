INSERT INTO forgotten_documents (document_id, version_id, editor, note, forgotten_at)
VALUES (:document_id, :version_id, :editor, :note, :forgotten_at)
