SELECT 1 FROM current_values
WHERE figure_id = ?1 AND attribute_id = ?2 AND document_id = ?3 AND value <> ''
