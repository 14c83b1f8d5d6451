-- Names that lead to nothing or to a thing of the other kind, and figures and attributes that are called otherwise than in
-- names.
SELECT names.kind AS kind, names.name AS name, 0 AS is_mendable,
  iif(names.alias_of IS NULL, 'is the name of no ', 'is an alias of what is no ') || names.kind AS "is"
FROM names
WHERE NOT EXISTS (
  SELECT 1
  FROM names AS owners
  LEFT JOIN figures ON figures.id = owners.id AND owners.kind = 'figure'
  LEFT JOIN attributes ON attributes.id = owners.id AND owners.kind = 'attribute'
  WHERE owners.id = coalesce(names.alias_of, names.id) AND owners.alias_of IS NULL AND owners.kind = names.kind
    AND coalesce(figures.id, attributes.id) IS NOT NULL
)
UNION ALL
SELECT names.kind, names.name, 1, 'is called `' || coalesce(figures.name, attributes.name) || '` elsewhere'
FROM names
LEFT JOIN figures ON figures.id = names.id
LEFT JOIN attributes ON attributes.id = names.id
WHERE names.alias_of IS NULL AND coalesce(figures.name, attributes.name) <> names.name
UNION ALL
SELECT DISTINCT names.kind, names.name, 0, 'is what a document calls what does not go by that name'
FROM (
  SELECT figure_alias_id AS alias_id, figure_id AS owner_id FROM document_figures
  UNION ALL
  SELECT attribute_alias_id, attribute_id FROM attribute_values
  UNION ALL
  SELECT figure_alias_id, figure_id FROM corrections
  UNION ALL
  SELECT attribute_alias_id, attribute_id FROM corrections
  UNION ALL
  SELECT figure_alias_id, figure_id FROM preferences
  UNION ALL
  SELECT attribute_alias_id, attribute_id FROM preferences
) AS called
JOIN names ON names.id = called.alias_id
WHERE names.alias_of IS NOT called.owner_id
