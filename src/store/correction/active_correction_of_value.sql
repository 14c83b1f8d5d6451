SELECT id FROM active_corrections
WHERE document_id = ?1 AND figure_id = ?2 AND attribute_id = ?3
