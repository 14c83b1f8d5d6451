SELECT id FROM attribute_values
WHERE document_id = ?1 AND figure_id = ?2 AND attribute_id = ?3 AND status = 'absent'
