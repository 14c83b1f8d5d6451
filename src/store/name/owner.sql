SELECT owners.id, owners.name FROM names JOIN names AS owners ON owners.id = coalesce(names.alias_of, names.id)
WHERE names.kind = :kind AND names.folded = :folded
