-- What the values of a figure amount to, of one attribute or all.
SELECT *
FROM current_quantities
WHERE figure_id = :figure_id AND (:attribute_id IS NULL OR attribute_id = :attribute_id)
