SELECT
  merges.id AS number,
  merges.kind AS kind,
  merges.name AS name,
  names.name AS into_name,
  merges.editor AS editor,
  merges.note AS note,
  merges.merged_at AS merged_at,
  merges.undone_at AS undone_at,
  merges.undone_by AS undone_by
FROM merges
JOIN names ON names.id = merges.into_id
ORDER BY merges.id
