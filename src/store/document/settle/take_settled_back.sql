UPDATE settled_rows
SET unsettled_at = :now, unsettled_by = :editor
WHERE document_id = :document_id AND raw = :raw AND figures = :figures AND unsettled_at IS NULL
