-- `current_passages` document by document: the CROSS JOINs keep that order, so that rows stream without a sort.
-- Columns by number: by name, an export of all passages takes a seventh more instructions.
SELECT
  documents.slug,
  sections.position,
  sections.heading,
  passages.position,
  coalesce((
    SELECT group_concat(name, '; ')
    FROM (
      SELECT figures.name AS name
      FROM passage_figures
      JOIN figures ON figures.id = passage_figures.figure_id
      LEFT JOIN document_figures
        ON document_figures.document_id = documents.id AND document_figures.figure_id = figures.id
      WHERE passage_figures.passage_id = passages.id
      ORDER BY document_figures.position
    )
  ), ''),
  CASE WHEN :as_stated THEN passages.text ELSE coalesce(corrections.new_text, passages.text) END,
  CASE
    WHEN :as_stated OR corrections.id IS NULL OR corrections.new_text = passages.text THEN 'stated' ELSE 'corrected'
  END
FROM documents
CROSS JOIN sections ON sections.document_id = documents.id
CROSS JOIN passages ON passages.section_id = sections.id
LEFT JOIN active_corrections AS corrections ON corrections.passage_id = passages.id
ORDER BY documents.id, sections.position, passages.position
