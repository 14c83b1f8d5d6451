-- Where people decided that the cells of rows end, whether it holds or not.
SELECT settled_rows.id AS id, documents.slug AS document, raw, figures, attribute, cells
FROM settled_rows
JOIN documents ON documents.id = settled_rows.document_id
WHERE cells IS NOT NULL
ORDER BY settled_rows.id
