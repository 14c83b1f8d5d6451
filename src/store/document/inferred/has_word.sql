-- Whether a clear text of another document that has a figure in common holds a word, written so.
WITH hits AS MATERIALIZED (
  SELECT rowid AS id FROM search_index WHERE search_index MATCH :query
),
texts AS (
  SELECT attribute_values.document_id AS document_id, attribute_values.text AS text
  FROM hits
  JOIN attribute_values ON attribute_values.id = hits.id
  WHERE attribute_values.status = 'stated'
  UNION ALL
  SELECT sections.document_id, passages.text
  FROM hits
  JOIN passages ON passages.id = hits.id
  JOIN sections ON sections.id = passages.section_id
  UNION ALL
  SELECT documents.id, documents.summary
  FROM hits
  JOIN documents ON documents.id = hits.id
)
SELECT 1
FROM texts
WHERE texts.document_id <> :document_id AND instr(texts.text, :word) > 0 AND EXISTS (
  SELECT 1
  FROM document_figures AS theirs
  JOIN document_figures AS own ON own.figure_id = theirs.figure_id AND own.document_id = :document_id
  WHERE theirs.document_id = texts.document_id
)
LIMIT 1
