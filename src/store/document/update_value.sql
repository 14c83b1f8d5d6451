UPDATE attribute_values SET attribute_alias_id = ?2, position = ?3, text = ?4, status = ?5 WHERE id = ?1
