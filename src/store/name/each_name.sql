-- The figures, or the attributes, with what is known of them. Ids of the two never meet, so that each count finds what
-- there is of the one kind and nothing of the other.
SELECT
  names.name AS name,
  coalesce((
    SELECT group_concat(name, '; ') FROM (SELECT name FROM names AS aliases WHERE alias_of = names.id ORDER BY folded)
  ), '') AS aliases,
  CASE names.kind
    WHEN 'figure' THEN (SELECT count(*) FROM document_figures WHERE figure_id = names.id)
    ELSE (SELECT count(DISTINCT document_id) FROM attribute_values WHERE attribute_id = names.id)
  END AS documents,
  CASE names.kind
    WHEN 'figure' THEN (SELECT count(*) FROM attribute_values WHERE figure_id = names.id)
    ELSE (SELECT count(*) FROM attribute_values WHERE attribute_id = names.id)
  END AS value_count
FROM names
WHERE names.kind = :kind AND names.alias_of IS NULL
ORDER BY names.folded
