SELECT id FROM active_corrections
WHERE target = 'summary' AND document_id = :document_id
