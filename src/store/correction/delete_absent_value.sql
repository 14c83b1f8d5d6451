DELETE FROM attribute_values WHERE status = 'absent' AND document_id = ?1 AND figure_id = ?2
AND attribute_id = ?3
