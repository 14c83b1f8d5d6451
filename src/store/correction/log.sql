-- Everything that happened, of one figure and attribute when they are given; updates of documents are read from their
-- former states in Rust. Kinds of events that come later join as further branches.
WITH figure_names AS (
  SELECT folded FROM names WHERE id = :figure_id OR alias_of = :figure_id
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
      :figure_id IS NULL
      OR corrections.figure_id = :figure_id
      OR corrections.passage_id IN (SELECT passage_id FROM passage_figures WHERE figure_id = :figure_id)
    )
    AND (:attribute_id IS NULL OR corrections.attribute_id = :attribute_id)
)
-- Within one second: documents, then rows that were settled, then reports as they were filed, then corrections in their
-- order, then decisions on reports.
SELECT
  coalesce(first.imported_at, documents.imported_at) AS at,
  0 AS rank,
  documents.id AS number,
  NULL AS who,
  'imported' AS what,
  'document' AS target,
  documents.slug AS document,
  NULL AS figure,
  NULL AS attribute,
  NULL AS section,
  NULL AS before,
  NULL AS after,
  coalesce(first.content ->> '$.source', documents.source) AS note,
  NULL AS report,
  NULL AS correction
FROM documents
LEFT JOIN document_versions AS first
  ON first.id = (SELECT min(id) FROM document_versions WHERE document_id = documents.id)
WHERE :figure_id IS NULL
  OR documents.id IN (SELECT document_id FROM document_figures WHERE figure_id = :figure_id)
UNION ALL
SELECT
  settled_at, 2, settled_rows.id, editor, 'settled', 'attribute', documents.slug, NULL, settled_rows.attribute, NULL,
  raw, attribute || ' | ' || (SELECT group_concat(value, ' | ') FROM json_each(cells)), NULL, NULL, NULL
FROM settled_rows
JOIN documents ON documents.id = settled_rows.document_id
-- Its attribute may be written otherwise than the base's: Rust compares them.
WHERE :figure_id IS NULL
  OR documents.id IN (SELECT document_id FROM document_figures WHERE figure_id = :figure_id)
UNION ALL
SELECT
  report_events.made_at,
  CASE WHEN report_events.kind IN ('filed', 'supported') THEN 3 ELSE 5 END,
  report_events.id,
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
JOIN reports ON reports.id = report_events.report_id
WHERE (:figure_id IS NULL OR reports.figure_folded IN (SELECT folded FROM figure_names))
  AND (:attribute_id IS NULL OR reports.attribute_folded IN (SELECT folded FROM attribute_names))
UNION ALL
SELECT
  made_at, 4, id * 3, editor, 'corrected', target, document, figure, attribute, section, base_text, new_text,
  note, report_id, id
FROM corrected
UNION ALL
SELECT
  agreed_at, 4, id * 3 + 1, NULL, 'agreed', target, document, figure, attribute, section, base_text, new_text,
  NULL, report_id, id
FROM corrected
WHERE agreed_at IS NOT NULL
UNION ALL
SELECT
  reverted_at, 4, id * 3 + 2, reverted_by, 'reverted', target, document, figure, attribute, section, new_text, NULL,
  revert_note, report_id, id
FROM corrected
WHERE reverted_at IS NOT NULL
UNION ALL
SELECT
  merged_at, 6, merges.id * 2, editor, 'merged', merges.kind, NULL,
  iif(merges.kind = 'figure', names.name, NULL), iif(merges.kind = 'attribute', names.name, NULL),
  NULL, merges.name, names.name, note, NULL, NULL
FROM merges
JOIN names ON names.id = merges.into_id
WHERE (:figure_id IS NULL OR merges.into_id = :figure_id)
  AND (:attribute_id IS NULL OR merges.into_id = :attribute_id)
UNION ALL
SELECT
  undone_at, 6, merges.id * 2 + 1, undone_by, 'merge undone', merges.kind, NULL,
  iif(merges.kind = 'figure', names.name, NULL), iif(merges.kind = 'attribute', names.name, NULL),
  NULL, names.name, merges.name, NULL, NULL, NULL
FROM merges
JOIN names ON names.id = merges.into_id
WHERE undone_at IS NOT NULL
  AND (:figure_id IS NULL OR merges.into_id = :figure_id)
  AND (:attribute_id IS NULL OR merges.into_id = :attribute_id)
UNION ALL
SELECT
  preferences.made_at, 7, preferences.id, preferences.editor, 'preferred', 'value', documents.slug, figures.name,
  attributes.name, NULL, NULL, documents.slug, preferences.note, NULL, NULL
FROM preferences
JOIN documents ON documents.id = preferences.document_id
JOIN figures ON figures.id = preferences.figure_id
JOIN attributes ON attributes.id = preferences.attribute_id
WHERE (:figure_id IS NULL OR preferences.figure_id = :figure_id)
  AND (:attribute_id IS NULL OR preferences.attribute_id = :attribute_id)
