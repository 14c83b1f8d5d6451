-- Everything that happened, of one figure (its folded names, and the documents that have or had it) and attribute when they
-- are given, each with its place in the order of events;
-- updates of documents are read from their former states in Rust. Kinds of events that come later join as further branches.
WITH figure_names AS (
  SELECT value AS folded FROM json_each(:names)
),
attribute_names AS (
  SELECT folded FROM names WHERE id = :attribute_id OR alias_of = :attribute_id
),
corrected AS (
  SELECT
    corrections.*,
    documents.slug AS document,
    figures.name AS figure,
    attributes.name AS attribute
  FROM corrections
  JOIN documents ON documents.id = corrections.document_id
  LEFT JOIN figures ON figures.id = corrections.figure_id
  LEFT JOIN attributes ON attributes.id = corrections.attribute_id
  WHERE (
      :names IS NULL
      OR corrections.figure_id = :figure_id
      OR corrections.passage_id IN (SELECT passage_id FROM passage_figures WHERE figure_id = :figure_id)
    )
    AND (:attribute_id IS NULL OR corrections.attribute_id = :attribute_id)
),
documents_of_figure AS (
  SELECT value AS document_id FROM json_each(:documents)
),
times_out AS (
  SELECT *, row_number() OVER (PARTITION BY row_id, kind ORDER BY id) AS time
  FROM events
  WHERE kind IN ('forgotten', 'restored')
)
SELECT
  events.id AS sequence,
  coalesce(first.imported_at, documents.imported_at) AS at,
  NULL AS who,
  events.kind AS what,
  'document' AS target,
  documents.slug AS document,
  NULL AS figure,
  NULL AS attribute,
  NULL AS section,
  NULL AS before,
  NULL AS after,
  coalesce(first.source, documents.source) AS note,
  NULL AS report,
  NULL AS correction
FROM documents
JOIN events ON events.row_id = documents.id AND events.kind = 'imported'
LEFT JOIN document_versions AS first
  ON first.id = (SELECT min(id) FROM document_versions WHERE document_id = documents.id)
WHERE :names IS NULL
  OR documents.id IN (SELECT document_id FROM documents_of_figure)
UNION ALL
SELECT
  events.id, events.at, iif(events.kind = 'settled', editor, unsettled_by), events.kind,
  iif(settled_rows.attribute IS NULL, 'document', 'attribute'), documents.slug, NULL,
  settled_rows.attribute, NULL,
  iif(events.kind = 'settled', raw, attribute || ' | ' || (SELECT group_concat(value, ' | ') FROM json_each(cells))),
  iif(events.kind = 'settled', attribute || ' | ' || (SELECT group_concat(value, ' | ') FROM json_each(cells)), raw),
  iif(settled_rows.attribute IS NULL, 'it stays unclear', NULL), NULL, NULL
FROM settled_rows
JOIN events ON events.row_id = settled_rows.id AND events.kind IN ('settled', 'unsettled')
JOIN documents ON documents.id = settled_rows.document_id
-- Its attribute may be written otherwise than the base's: Rust compares them.
WHERE :names IS NULL
  OR documents.id IN (SELECT document_id FROM documents_of_figure)
UNION ALL
SELECT
  events.id,
  report_events.made_at,
  coalesce(report_events.editor, report_events.reporter, CASE report_events.kind WHEN 'filed' THEN reports.reporter END),
  report_events.kind,
  reports.target,
  reports.document,
  reports.figure,
  reports.attribute,
  reports.section,
  CASE report_events.kind WHEN 'filed' THEN reports.seen END,
  CASE report_events.kind WHEN 'filed' THEN reports.proposed END,
  coalesce(
    report_events.because || ': ' || report_events.note,
    report_events.because,
    report_events.note,
    CASE report_events.kind WHEN 'filed' THEN coalesce(reports.comment, reports.evidence) END
  ),
  reports.id,
  NULL
FROM report_events
JOIN events ON events.row_id = report_events.id AND events.kind = report_events.kind
JOIN reports ON reports.id = report_events.report_id
WHERE (:names IS NULL OR reports.figure_folded IN (SELECT folded FROM figure_names))
  AND (:attribute_id IS NULL OR reports.attribute_folded IN (SELECT folded FROM attribute_names))
UNION ALL
SELECT
  events.id, events.at,
  CASE events.kind WHEN 'corrected' THEN editor WHEN 'reverted' THEN reverted_by END,
  events.kind, target, document, figure, attribute, section,
  iif(events.kind = 'reverted', new_text, base_text),
  iif(events.kind = 'reverted', NULL, new_text),
  CASE events.kind WHEN 'corrected' THEN note WHEN 'reverted' THEN revert_note END,
  report_id, corrected.id
FROM corrected
JOIN events ON events.row_id = corrected.id AND events.kind IN ('corrected', 'agreed', 'reverted')
UNION ALL
SELECT
  events.id, events.at, iif(events.kind = 'merged', editor, undone_by), events.kind, merges.kind, NULL,
  iif(merges.kind = 'figure', names.name, NULL), iif(merges.kind = 'attribute', names.name, NULL), NULL,
  iif(events.kind = 'merged', merges.name, names.name),
  iif(events.kind = 'merged', names.name, merges.name),
  iif(events.kind = 'merged', note, NULL), NULL, NULL
FROM merges
JOIN events ON events.row_id = merges.id AND events.kind IN ('merged', 'merge undone')
JOIN names ON names.id = merges.into_id
WHERE (:names IS NULL OR merges.into_id = :figure_id)
  AND (:attribute_id IS NULL OR merges.into_id = :attribute_id)
UNION ALL
SELECT
  events.id, events.at, preferences.editor, events.kind, 'value', documents.slug, figures.name, attributes.name, NULL, NULL,
  documents.slug, preferences.note, NULL, NULL
FROM preferences
JOIN events ON events.row_id = preferences.id AND events.kind = 'preferred'
JOIN documents ON documents.id = preferences.document_id
JOIN figures ON figures.id = preferences.figure_id
JOIN attributes ON attributes.id = preferences.attribute_id
WHERE (:names IS NULL OR preferences.figure_id = :figure_id)
  AND (:attribute_id IS NULL OR preferences.attribute_id = :attribute_id)
UNION ALL
SELECT
  events.id, events.at, iif(events.kind = 'forgotten', editor, restored_by), events.kind, 'document', documents.slug,
  NULL, NULL, NULL, NULL, NULL, iif(events.kind = 'forgotten', note, NULL), NULL, NULL
FROM documents
-- The two events of each time that it was out are as manieth as that time.
JOIN times_out AS events ON events.row_id = documents.id
JOIN (
  SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY id) AS time FROM forgotten_documents
) AS forgotten ON forgotten.document_id = documents.id AND forgotten.time = events.time
WHERE :names IS NULL OR documents.id IN (SELECT document_id FROM documents_of_figure)
UNION ALL
SELECT
  events.id, events.at, events.details ->> '$.editor', events.kind, events.details ->> '$.kind', NULL,
  iif(events.details ->> '$.kind' = 'figure', events.details ->> '$.name', NULL),
  iif(events.details ->> '$.kind' = 'attribute', events.details ->> '$.name', NULL), NULL,
  iif(events.kind = 'alias removed', events.details ->> '$.alias', NULL),
  iif(events.kind = 'alias added', events.details ->> '$.alias', NULL), NULL, NULL, NULL
FROM events
WHERE events.kind IN ('alias added', 'alias removed')
  AND (:names IS NULL OR events.row_id IN (SELECT id FROM names WHERE id = :figure_id OR alias_of = :figure_id))
  AND :attribute_id IS NULL
