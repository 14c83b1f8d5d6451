UPDATE preferences SET replaced_at = :now
WHERE figure_id = :figure_id AND attribute_id = :attribute_id AND replaced_at IS NULL
