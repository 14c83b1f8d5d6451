-- Views for people who open the file with the sqlite3 shell, Datasette or DuckDB.
CREATE VIEW current_values AS
-- One row is one value as it reads after corrections.
SELECT
  documents.slug AS document,
  attribute_values.position AS position,
  attributes.name AS attribute,
  figures.name AS figure,
  coalesce(corrections.new_text, attribute_values.text) AS value,
  CASE WHEN corrections.id IS NULL THEN attribute_values.status ELSE 'corrected' END AS status,
  attribute_values.text AS stated, -- what the document says
  attribute_values.id AS value_id,
  attribute_values.document_id AS document_id,
  attribute_values.figure_id AS figure_id,
  attribute_values.attribute_id AS attribute_id
FROM attribute_values
JOIN documents ON documents.id = attribute_values.document_id
JOIN attributes ON attributes.id = attribute_values.attribute_id
JOIN figures ON figures.id = attribute_values.figure_id
LEFT JOIN corrections
  ON corrections.target = 'value' AND corrections.document_id = attribute_values.document_id
  AND corrections.figure_id = attribute_values.figure_id AND corrections.attribute_id = attribute_values.attribute_id
  AND corrections.reverted_at IS NULL;

CREATE VIEW current_passages AS
-- One row is one passage as it reads after corrections.
SELECT
  documents.slug AS document,
  sections.position AS section,
  sections.heading AS heading,
  passages.position AS passage,
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
  ), '') AS figures,
  coalesce(corrections.new_text, passages.text) AS text,
  CASE WHEN corrections.id IS NULL THEN 'stated' ELSE 'corrected' END AS status,
  passages.text AS stated, -- what the document says
  passages.id AS passage_id,
  documents.id AS document_id
FROM documents
JOIN sections ON sections.document_id = documents.id
JOIN passages ON passages.section_id = sections.id
LEFT JOIN corrections
  ON corrections.target = 'passage' AND corrections.passage_id = passages.id AND corrections.reverted_at IS NULL;

CREATE VIEW comparison AS
-- One row is one attribute of one document for two of its figures, left column first.
SELECT
  a.document AS document,
  a.position AS position,
  a.attribute AS attribute,
  a.figure AS figure_a,
  a.value AS value_a,
  b.figure AS figure_b,
  b.value AS value_b
FROM current_values AS a
JOIN current_values AS b ON b.document_id = a.document_id AND b.attribute_id = a.attribute_id
JOIN document_figures AS a_column ON a_column.document_id = a.document_id AND a_column.figure_id = a.figure_id
JOIN document_figures AS b_column ON b_column.document_id = b.document_id AND b_column.figure_id = b.figure_id
WHERE a_column.position < b_column.position;
