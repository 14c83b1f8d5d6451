SELECT aliases.kind AS kind, names.name AS name, aliases.name AS alias
FROM names AS aliases
JOIN names ON names.id = aliases.alias_of
-- Figures first.
ORDER BY aliases.kind DESC, names.folded, aliases.folded
