-- Whose name it is, and its own row where it is an alias.
SELECT coalesce(alias_of, id) AS id, iif(alias_of IS NULL, NULL, id) AS alias_id
FROM names
WHERE kind = :kind AND folded = :folded
