-- Full-text search over summaries, values and passages as they read after corrections.
CREATE VIEW search_texts AS
-- One row is one searchable text; id is that of the document (its summary), value or passage.
SELECT documents.id AS id, coalesce(corrections.new_text, documents.summary) AS text
FROM present_documents AS documents
LEFT JOIN active_corrections AS corrections
  ON corrections.target = 'summary' AND corrections.document_id = documents.id
UNION ALL
SELECT attribute_values.id, coalesce(corrections.new_text, attribute_values.text)
FROM attribute_values
LEFT JOIN active_corrections AS corrections
  ON corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
  AND corrections.attribute_id = attribute_values.attribute_id
UNION ALL
SELECT passages.id, coalesce(corrections.new_text, passages.text)
FROM passages
LEFT JOIN active_corrections AS corrections ON corrections.passage_id = passages.id;

CREATE VIRTUAL TABLE search_index USING fts5 (
  -- Kept in step by versus, which writes the index with every text; rebuilt by
  -- INSERT INTO search_index (search_index) VALUES ('rebuild').
  text,
  content = 'search_texts',
  content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- How many bytes of index are gathered before they are written out, 1 MiB by default. With 16 MiB, indexing 20,000 pages
-- takes about a third of the time, with more no less; the memory is only taken when there is so much to write.
INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16777216);
