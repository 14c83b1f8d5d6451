UPDATE attribute_values
SET position = :position
WHERE document_id = :document_id AND coalesce(attribute_alias_id, attribute_id) = :attribute AND status = 'stated'
