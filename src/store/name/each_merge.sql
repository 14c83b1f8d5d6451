SELECT
  merges.id AS number,
  merges.kind AS kind,
  merges.name AS name,
  coalesce(figures.name, attributes.name) AS into_name,
  merges.editor AS editor,
  merges.note AS note,
  merges.merged_at AS merged_at,
  merges.undone_at AS undone_at,
  merges.undone_by AS undone_by
FROM merges
LEFT JOIN figures ON figures.id = merges.into_figure_id
LEFT JOIN attributes ON attributes.id = merges.into_attribute_id
ORDER BY merges.id
