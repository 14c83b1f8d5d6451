-- The figures and attributes with their slugs.
SELECT 'figure' AS kind, id, name, slug FROM figures
UNION ALL
SELECT 'attribute', id, name, slug FROM attributes
