-- What people decided on rows, whether it holds or not.
SELECT settled_rows.id AS id, documents.slug AS document, raw, figures, attribute, cells
FROM settled_rows
JOIN documents ON documents.id = settled_rows.document_id
ORDER BY settled_rows.id
