SELECT id, raw, figures, attribute, cells
FROM settled_rows
WHERE document_id = :document_id AND unsettled_at IS NULL
ORDER BY id
