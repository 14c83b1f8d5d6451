SELECT name FROM figures WHERE name_folded = :figure
UNION ALL
SELECT figures.name
FROM figure_aliases
JOIN figures ON figures.id = figure_aliases.figure_id
WHERE figure_aliases.name_folded = :figure
