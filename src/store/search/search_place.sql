-- Where a searchable text stands. Exactly one branch has a row: ids of the three kinds never meet.
SELECT
  documents.slug AS document,
  'summary' AS target,
  NULL AS section,
  NULL AS attribute,
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
  NULL AS figure,
  'stated' AS status,
  corrections.new_text <> documents.summary AS is_corrected
FROM documents
LEFT JOIN active_corrections AS corrections
  ON corrections.target = 'summary' AND corrections.document_id = documents.id
WHERE documents.id = :id
UNION ALL
SELECT
  documents.slug, 'value', NULL, attributes.name, figures.name, figures.name, attribute_values.status,
  corrections.new_text <> attribute_values.text
FROM attribute_values
JOIN documents ON documents.id = attribute_values.document_id
JOIN attributes ON attributes.id = attribute_values.attribute_id
JOIN figures ON figures.id = attribute_values.figure_id
LEFT JOIN active_corrections AS corrections
  ON corrections.document_id = attribute_values.document_id AND corrections.figure_id = attribute_values.figure_id
  AND corrections.attribute_id = attribute_values.attribute_id
WHERE attribute_values.id = :id
UNION ALL
SELECT documents.slug, 'passage', sections.heading, NULL, coalesce((
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
), ''), NULL, 'stated', corrections.new_text <> passages.text
FROM passages
JOIN sections ON sections.id = passages.section_id
JOIN documents ON documents.id = sections.document_id
LEFT JOIN active_corrections AS corrections ON corrections.passage_id = passages.id
WHERE passages.id = :id
