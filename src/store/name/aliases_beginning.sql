SELECT name
FROM names
WHERE kind = :kind AND folded >= :beginning AND folded < :end AND alias_of IS NOT NULL
ORDER BY folded
LIMIT :most
