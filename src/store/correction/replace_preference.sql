UPDATE preferences SET replaced_at = ?3
WHERE figure_id = ?1 AND attribute_id = ?2 AND replaced_at IS NULL
