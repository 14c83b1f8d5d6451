SELECT correction_id FROM moved_corrections
WHERE correction_id IN (SELECT id FROM active_corrections WHERE document_id = :document_id)
