SELECT
  figures.name AS name,
  coalesce((
    SELECT group_concat(name, '; ') FROM (SELECT name FROM figure_aliases WHERE figure_id = figures.id ORDER BY name_folded)
  ), '') AS aliases,
  (SELECT count(*) FROM document_figures WHERE figure_id = figures.id) AS documents,
  (SELECT count(*) FROM attribute_values WHERE figure_id = figures.id) AS value_count
FROM figures
ORDER BY figures.name_folded
