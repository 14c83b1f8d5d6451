UPDATE passages SET section_id = :section_id, position = :position, text = :text WHERE id = :id
