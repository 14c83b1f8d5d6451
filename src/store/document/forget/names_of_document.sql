SELECT figure_id FROM document_figures WHERE document_id = :document_id
UNION SELECT attribute_id FROM attribute_values WHERE document_id = :document_id
UNION SELECT figure_id FROM attribute_values WHERE document_id = :document_id
