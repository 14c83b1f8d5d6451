SELECT
  attributes.name AS name,
  coalesce((
    SELECT group_concat(name, '; ')
    FROM (SELECT name FROM attribute_aliases WHERE attribute_id = attributes.id ORDER BY name_folded)
  ), '') AS aliases,
  (SELECT count(DISTINCT document_id) FROM attribute_values WHERE attribute_id = attributes.id) AS documents,
  (SELECT count(*) FROM attribute_values WHERE attribute_id = attributes.id) AS value_count
FROM attributes
ORDER BY attributes.name_folded
