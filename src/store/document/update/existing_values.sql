SELECT id, figure_id, attribute_id, attribute_alias_id, text, position, status
FROM attribute_values WHERE document_id = :document_id
