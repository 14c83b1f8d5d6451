-- Views for people who open the file with the sqlite3 shell, Datasette or DuckDB.
CREATE VIEW current_values AS
-- One row is one value as it reads after corrections.
SELECT
  documents.slug AS document,
  attribute_values.position AS position,
  attributes.name AS attribute,
  figures.name AS figure,
  coalesce(corrections.new_text, attribute_values.text) AS value,
  -- Where the document itself has come to say the corrected text, there is nothing to mark.
  CASE
    WHEN corrections.id IS NULL OR corrections.new_text = attribute_values.text THEN attribute_values.status
    ELSE 'corrected'
  END AS status,
  attribute_values.text AS stated, -- what the document says; '' where it has no such cell
  corrections.id AS correction_id, -- the active correction, NULL where there is none
  attribute_values.id AS value_id,
  attribute_values.document_id AS document_id,
  attribute_values.figure_id AS figure_id,
  attribute_values.attribute_id AS attribute_id,
  attribute_values.status AS stated_status -- the status of what the document says; 'absent' where it has no such cell
FROM attribute_values
JOIN documents ON documents.id = attribute_values.document_id
JOIN attributes ON attributes.id = attribute_values.attribute_id
JOIN figures ON figures.id = attribute_values.figure_id
LEFT JOIN active_corrections AS corrections
  ON corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
  AND corrections.attribute_id = attribute_values.attribute_id
WHERE attribute_values.status <> 'absent' OR corrections.id IS NOT NULL;

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
  CASE
    WHEN corrections.id IS NULL OR corrections.new_text = passages.text THEN 'stated' ELSE 'corrected'
  END AS status,
  passages.text AS stated, -- what the document says
  corrections.id AS correction_id, -- the active correction, NULL where there is none
  passages.id AS passage_id,
  documents.id AS document_id
FROM documents
JOIN sections ON sections.document_id = documents.id
JOIN passages ON passages.section_id = sections.id
LEFT JOIN active_corrections AS corrections ON corrections.passage_id = passages.id;

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

CREATE VIEW moved_corrections AS
-- One row is one active correction whose document now says something else than when it was decided, and not what the
-- correction says either: somebody should look at it again.
SELECT
  corrections.id AS correction_id,
  corrections.base_text AS base,
  coalesce(attribute_values.text, passages.text, CASE corrections.target WHEN 'summary' THEN documents.summary END)
    AS stated, -- NULL where the document has lost the text altogether
  corrections.new_text AS text
FROM active_corrections AS corrections
JOIN documents ON documents.id = corrections.document_id
LEFT JOIN attribute_values
  ON corrections.target = 'value' AND attribute_values.document_id = corrections.document_id
  AND attribute_values.figure_id = corrections.figure_id AND attribute_values.attribute_id = corrections.attribute_id
LEFT JOIN passages ON corrections.target = 'passage' AND passages.id = corrections.passage_id
WHERE coalesce(attribute_values.text, passages.text, CASE corrections.target WHEN 'summary' THEN documents.summary END)
    IS NOT corrections.base_text
  AND coalesce(attribute_values.text, passages.text, CASE corrections.target WHEN 'summary' THEN documents.summary END)
    IS NOT corrections.new_text;
