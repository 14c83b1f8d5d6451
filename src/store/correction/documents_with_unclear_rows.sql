-- The documents that have rows which other documents may tell apart, or may have had such in a former state.
SELECT document_id FROM unclear_rows WHERE settled_row_id IS NULL
UNION
SELECT document_id FROM document_versions
