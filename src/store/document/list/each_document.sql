SELECT
  documents.slug AS slug,
  documents.title AS title,
  (
    SELECT group_concat(name, '; ')
    FROM (
      SELECT figures.name AS name
      FROM document_figures
      JOIN figures ON figures.id = document_figures.figure_id
      WHERE document_figures.document_id = documents.id
      ORDER BY document_figures.position
    )
  ) AS figures,
  CASE WHEN :as_stated THEN documents.summary ELSE coalesce(corrections.new_text, documents.summary) END AS summary,
  documents.notice AS notice,
  documents.source AS source,
  documents.content_hash AS content_hash,
  documents.imported_at AS imported_at,
  CASE
    WHEN :as_stated OR corrections.id IS NULL OR corrections.new_text = documents.summary THEN 'stated' ELSE 'corrected'
  END AS status
FROM present_documents AS documents
LEFT JOIN active_corrections AS corrections
  ON corrections.target = 'summary' AND corrections.document_id = documents.id
WHERE documents.id BETWEEN :first AND :last
ORDER BY documents.id
