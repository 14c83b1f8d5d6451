SELECT 0 AS is_attribute, figures.name AS name, figure_aliases.name AS alias,
  figures.name_folded AS name_order, figure_aliases.name_folded AS alias_order
FROM figure_aliases
JOIN figures ON figures.id = figure_aliases.figure_id
UNION ALL
SELECT 1, attributes.name, attribute_aliases.name, attributes.name_folded, attribute_aliases.name_folded
FROM attribute_aliases
JOIN attributes ON attributes.id = attribute_aliases.attribute_id
ORDER BY is_attribute, name_order, alias_order
