INSERT INTO document_credits (document_id, position, text) VALUES (:document_id, :position, :text)
