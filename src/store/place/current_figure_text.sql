SELECT owners.name AS text, 'figure' AS target
FROM names
JOIN names AS owners ON owners.id = coalesce(names.alias_of, names.id)
WHERE names.kind = 'figure' AND names.folded = :figure_folded
