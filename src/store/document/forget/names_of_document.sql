SELECT figure_id FROM document_figures WHERE document_id = ?1
UNION SELECT attribute_id FROM attribute_values WHERE document_id = ?1
UNION SELECT figure_id FROM attribute_values WHERE document_id = ?1
