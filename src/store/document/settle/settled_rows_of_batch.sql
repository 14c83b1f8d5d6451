-- The decisions of one act, the last one first, each with what became of it.
SELECT
  settled_rows.id AS number,
  documents.slug AS document,
  settled_rows.raw AS raw,
  settled_rows.unsettled_at AS unsettled_at,
  settled_rows.unsettled_by AS unsettled_by,
  (
    SELECT other.id
    FROM settled_rows AS other
    WHERE other.document_id = settled_rows.document_id AND other.raw = settled_rows.raw
      AND other.figures = settled_rows.figures AND other.unsettled_at IS NULL
  ) AS replaced_by
FROM settled_rows
JOIN documents ON documents.id = settled_rows.document_id
WHERE settled_rows.batch = :batch
ORDER BY settled_rows.id DESC
