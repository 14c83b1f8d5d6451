-- The merge that a merge went along with, when its figure or attribute was itself merged into another.
SELECT later.name AS name, names.name AS into_name
FROM merges AS later
JOIN names ON names.id = later.into_id
WHERE later.undone_at IS NULL AND :number IN (SELECT value FROM json_each(later.moved, '$.merges'))
ORDER BY later.id DESC
LIMIT 1
