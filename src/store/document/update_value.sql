UPDATE attribute_values SET attribute_alias_id = :alias_id, position = :position, text = :text, status = :status WHERE id = :id
