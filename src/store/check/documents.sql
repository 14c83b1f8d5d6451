-- Documents whose parts are not of one piece, with what is wrong.
SELECT slug AS document, 'it compares fewer than two figures' AS "is"
FROM present_documents
WHERE (SELECT count(*) FROM document_figures WHERE document_id = present_documents.id) < 2
UNION ALL
SELECT documents.slug, 'the columns of its table are not numbered from 1 on'
FROM document_figures
JOIN documents ON documents.id = document_figures.document_id
GROUP BY documents.id
HAVING min(document_figures.position) <> 1 OR max(document_figures.position) <> count(*)
UNION ALL
SELECT documents.slug, 'its sections are not numbered from 1 on'
FROM sections
JOIN documents ON documents.id = sections.document_id
GROUP BY sections.document_id
HAVING min(sections.position) <> 1 OR max(sections.position) <> count(*)
UNION ALL
SELECT documents.slug, 'the passages of section ' || sections.position || ' are not numbered from 1 on'
FROM passages
JOIN sections ON sections.id = passages.section_id
JOIN documents ON documents.id = sections.document_id
GROUP BY passages.section_id
HAVING min(passages.position) <> 1 OR max(passages.position) <> count(*)
UNION ALL
SELECT DISTINCT documents.slug, 'it says something of `' || figures.name || '`, which it does not compare'
FROM attribute_values
JOIN documents ON documents.id = attribute_values.document_id
JOIN figures ON figures.id = attribute_values.figure_id
WHERE attribute_values.status <> 'absent'
  AND NOT EXISTS (
    SELECT 1
    FROM document_figures
    WHERE document_figures.document_id = attribute_values.document_id
      AND document_figures.figure_id = attribute_values.figure_id
  )
UNION ALL
SELECT DISTINCT documents.slug, 'a passage of it is about `' || figures.name || '`, which it does not compare'
FROM passage_figures
JOIN passages ON passages.id = passage_figures.passage_id
JOIN sections ON sections.id = passages.section_id
JOIN documents ON documents.id = sections.document_id
JOIN figures ON figures.id = passage_figures.figure_id
WHERE NOT EXISTS (
    SELECT 1
    FROM document_figures
    WHERE document_figures.document_id = sections.document_id
      AND document_figures.figure_id = passage_figures.figure_id
  )
UNION ALL
SELECT documents.slug, 'it was taken out, and its table and prose are still there'
FROM forgotten_documents
JOIN documents ON documents.id = forgotten_documents.document_id
WHERE forgotten_documents.restored_at IS NULL
  AND (
    EXISTS (SELECT 1 FROM document_figures WHERE document_id = documents.id)
    OR EXISTS (SELECT 1 FROM attribute_values WHERE document_id = documents.id)
    OR EXISTS (SELECT 1 FROM sections WHERE document_id = documents.id)
  )
UNION ALL
SELECT documents.slug, 'what it said when it was taken out is of another document'
FROM forgotten_documents
JOIN documents ON documents.id = forgotten_documents.document_id
JOIN document_versions ON document_versions.id = forgotten_documents.version_id
WHERE document_versions.document_id <> forgotten_documents.document_id
UNION ALL
SELECT documents.slug, decisions.what || ' on `' || names.name || '`, which it has never compared'
FROM (
  SELECT document_id, figure_id, 'preference ' || id || ' is' AS what FROM preferences
  UNION ALL
  SELECT document_id, figure_id, 'correction ' || id || ' is' FROM corrections WHERE target = 'value'
) AS decisions
JOIN documents ON documents.id = decisions.document_id
JOIN names ON names.id = decisions.figure_id
WHERE NOT EXISTS (
    SELECT 1
    FROM document_figures
    WHERE document_figures.document_id = decisions.document_id AND document_figures.figure_id = decisions.figure_id
  )
  -- What it compared before stands there under the names of then. One that nothing goes by any more may have been its name.
  AND NOT EXISTS (
    SELECT 1
    FROM document_versions, json_each(document_versions.figures) AS former
    LEFT JOIN names AS called ON called.kind = 'figure' AND called.name = former.value
    WHERE document_versions.document_id = decisions.document_id
      AND coalesce(called.alias_of, called.id, decisions.figure_id) = decisions.figure_id
  )
UNION ALL
SELECT DISTINCT documents.slug, 'it has a value in row ' || attribute_values.position || ', which is no row that was told apart'
FROM attribute_values
JOIN documents ON documents.id = attribute_values.document_id
WHERE attribute_values.status IN ('settled', 'inferred')
  AND NOT EXISTS (
    SELECT 1
    FROM unclear_rows
    WHERE unclear_rows.document_id = attribute_values.document_id
      AND unclear_rows.position = attribute_values.position
      AND iif(attribute_values.status = 'settled', unclear_rows.settled_row_id, unclear_rows.inferred) IS NOT NULL
  )
UNION ALL
SELECT documents.slug, 'row ' || row_groups.position || ', which stands in `' || row_groups.name || '`, has no values'
FROM row_groups
JOIN documents ON documents.id = row_groups.document_id
WHERE NOT EXISTS (
    SELECT 1
    FROM attribute_values
    WHERE attribute_values.document_id = row_groups.document_id AND attribute_values.position = row_groups.position
  )
