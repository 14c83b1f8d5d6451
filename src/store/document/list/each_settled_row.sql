-- What people decided on rows and did not take back, each with how it stands to its document.
SELECT
  settled_rows.id AS number,
  documents.slug AS document,
  unclear_rows.position AS position,
  settled_rows.raw AS raw,
  settled_rows.attribute AS attribute,
  settled_rows.cells AS cells,
  settled_rows.figures AS figures,
  CASE
    WHEN unclear_rows.id IS NOT NULL THEN 'applied'
    WHEN forgotten_documents.id IS NOT NULL THEN 'waiting'
    WHEN EXISTS (
      SELECT 1
      FROM unclear_rows AS other
      WHERE other.document_id = settled_rows.document_id AND other.raw = settled_rows.raw
    ) THEN 'waiting'
    ELSE 'answered'
  END AS state,
  settled_rows.editor AS editor,
  settled_rows.settled_at AS settled_at,
  settled_rows.batch AS batch
FROM settled_rows
JOIN documents ON documents.id = settled_rows.document_id
LEFT JOIN unclear_rows ON unclear_rows.settled_row_id = settled_rows.id
LEFT JOIN forgotten_documents
  ON forgotten_documents.document_id = settled_rows.document_id AND forgotten_documents.restored_at IS NULL
WHERE settled_rows.unsettled_at IS NULL
ORDER BY settled_rows.document_id, settled_rows.id
