SELECT
  documents.slug AS slug,
  documents.title AS title,
  (SELECT count(*) FROM attribute_values WHERE document_id = documents.id) AS value_count,
  (
    SELECT count(*) FROM sections JOIN passages ON passages.section_id = sections.id WHERE sections.document_id = documents.id
  ) AS passage_count,
  (SELECT count(*) FROM unclear_rows WHERE document_id = documents.id AND settled_row_id IS NULL) AS unclear_count
FROM present_documents AS documents
ORDER BY documents.id
