-- The merge that a merge went along with, when its figure or attribute was itself merged into another.
SELECT later.name, coalesce(figures.name, attributes.name)
FROM merges AS later
LEFT JOIN figures ON figures.id = later.into_figure_id
LEFT JOIN attributes ON attributes.id = later.into_attribute_id
WHERE later.undone_at IS NULL AND :number IN (SELECT value FROM json_each(later.moved, '$.merges'))
ORDER BY later.id DESC
LIMIT 1
