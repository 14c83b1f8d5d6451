-- What happened and what is there, where the one does not tell of the other: the past is done again from both.
WITH made AS (
  -- What has one event of its kind; a moment where the row still has it.
  SELECT 'document' AS thing, id, 'imported' AS kind, NULL AS at FROM documents
  UNION ALL
  SELECT 'settled row', id, 'settled', settled_at FROM settled_rows
  UNION ALL
  SELECT 'settled row', id, 'unsettled', unsettled_at FROM settled_rows WHERE unsettled_at IS NOT NULL
  UNION ALL
  SELECT 'report event', id, kind, made_at FROM report_events
  UNION ALL
  SELECT 'correction', id, 'corrected', made_at FROM corrections
  UNION ALL
  SELECT 'correction', id, 'agreed', agreed_at FROM corrections WHERE agreed_at IS NOT NULL
  UNION ALL
  SELECT 'correction', id, 'reverted', reverted_at FROM corrections WHERE reverted_at IS NOT NULL
  UNION ALL
  SELECT 'merge', id, 'merged', merged_at FROM merges
  UNION ALL
  SELECT 'merge', id, 'merge undone', undone_at FROM merges WHERE undone_at IS NOT NULL
  UNION ALL
  SELECT 'preference', id, 'preferred', made_at FROM preferences
)
SELECT 'the log does not tell once that ' || thing || ' ' || id || ' was ' || kind || coalesce(' at ' || at, '') AS "is"
FROM made
WHERE (
    SELECT count(*)
    FROM events
    WHERE events.row_id = made.id AND events.kind = made.kind AND events.at = coalesce(made.at, events.at)
  ) <> 1
UNION ALL
SELECT 'event ' || id || ' of the log is of what is not there: `' || kind || '`, row ' || row_id
FROM events
WHERE CASE
    WHEN kind IN ('imported', 'updated', 'forgotten', 'restored') THEN row_id NOT IN (SELECT id FROM documents)
    WHEN kind IN ('settled', 'unsettled') THEN row_id NOT IN (SELECT id FROM settled_rows)
    WHEN kind IN ('corrected', 'agreed', 'reverted') THEN row_id NOT IN (SELECT id FROM corrections)
    WHEN kind IN ('merged', 'merge undone') THEN row_id NOT IN (SELECT id FROM merges)
    WHEN kind = 'preferred' THEN row_id NOT IN (SELECT id FROM preferences)
    -- Names go, and the events of reports are looked at with these.
    ELSE FALSE
  END
UNION ALL
SELECT 'event ' || events.id || ' of the log, `' || events.kind || '`, does not say what it is about'
FROM events
LEFT JOIN corrections ON corrections.id = events.row_id AND events.kind = 'corrected'
WHERE (events.kind = 'preferred' OR corrections.target = 'value')
    AND (details ->> '$.figure' IS NULL OR details ->> '$.attribute' IS NULL)
  OR corrections.target = 'passage' AND (details ->> '$.section' IS NULL OR details ->> '$.passage' IS NULL)
  OR events.kind IN ('merged', 'merge undone') AND details ->> '$.into' IS NULL
  OR events.kind IN ('alias added', 'alias removed')
    AND (details ->> '$.name' IS NULL OR details ->> '$.alias' IS NULL OR details ->> '$.kind' IS NULL)
UNION ALL
SELECT 'event ' || id || ' of the log, `' || kind || '`, was at `' || at || '`, which is no moment'
FROM events
-- The moments of the others are those of what they are about.
WHERE kind IN ('imported', 'updated', 'forgotten', 'restored', 'alias added', 'alias removed')
  AND at NOT GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z'
UNION ALL
SELECT 'the log tells of other states of `' || slug || '` than there are'
FROM documents
WHERE (SELECT count(*) FROM events WHERE row_id = documents.id AND kind IN ('imported', 'updated'))
  <> (SELECT count(*) FROM document_versions WHERE document_id = documents.id) + (id IN (SELECT id FROM present_documents))
UNION ALL
SELECT 'the decision on row ' || unclear_rows.position || ' of `' || documents.slug || '` is on another row'
FROM unclear_rows
JOIN settled_rows ON settled_rows.id = unclear_rows.settled_row_id
JOIN documents ON documents.id = unclear_rows.document_id
WHERE (settled_rows.document_id, settled_rows.raw) <> (unclear_rows.document_id, unclear_rows.raw)
  OR settled_rows.unsettled_at IS NOT NULL
UNION ALL
SELECT 'correction ' || corrections.id || ' is of a passage of another document'
FROM corrections
JOIN passages ON passages.id = corrections.passage_id
JOIN sections ON sections.id = passages.section_id
WHERE sections.document_id <> corrections.document_id
UNION ALL
SELECT 'merge ' || merges.id || ', of names of kind ' || merges.kind || ', is into one of kind ' || names.kind
FROM merges
JOIN names ON names.id = merges.into_id
WHERE names.kind <> merges.kind
UNION ALL
SELECT 'merge ' || id || ' holds, and `' || name || '` is no further name of what it was merged into'
FROM merges
WHERE undone_at IS NULL
  AND NOT EXISTS (
    SELECT 1
    FROM names
    WHERE names.id = moved ->> '$.id' AND names.kind = merges.kind AND names.name = merges.name
      AND names.alias_of = merges.into_id
  )
UNION ALL
SELECT 'several merges of `' || min(name) || '` hold at once, such as ' || min(id) || ' and ' || max(id)
FROM merges
WHERE undone_at IS NULL
GROUP BY moved ->> '$.id'
HAVING count(*) > 1
UNION ALL
-- Its former states, oldest first, then its present one: each came in with an event of its own.
SELECT 'the log tells of another moment for state ' || states.number || ' of `' || documents.slug || '` than ' || states.at
FROM (
  SELECT document_id, imported_at AS at, row_number() OVER (PARTITION BY document_id ORDER BY id) AS number
  FROM document_versions
  UNION ALL
  SELECT id, imported_at, 1 + (SELECT count(*) FROM document_versions WHERE document_id = present_documents.id)
  FROM present_documents
) AS states
JOIN (
  SELECT row_id, at, row_number() OVER (PARTITION BY row_id ORDER BY id) AS number
  FROM events
  WHERE kind IN ('imported', 'updated')
) AS told
  ON told.row_id = states.document_id AND told.number = states.number
JOIN documents ON documents.id = states.document_id
WHERE told.at <> states.at
UNION ALL
SELECT 'nothing took the place of `' || documents.slug || '` at ' || document_versions.replaced_at
FROM document_versions
JOIN documents ON documents.id = document_versions.document_id
WHERE NOT EXISTS (
    SELECT 1
    FROM events
    WHERE row_id = document_versions.document_id AND kind IN ('updated', 'forgotten') AND at = document_versions.replaced_at
  )
UNION ALL
SELECT 'the log does not tell that `' || documents.slug || '` was ' || told.kind || ' at ' || told.at
FROM (
  SELECT document_id, 'forgotten' AS kind, forgotten_at AS at FROM forgotten_documents
  UNION ALL
  SELECT document_id, 'restored', restored_at FROM forgotten_documents WHERE restored_at IS NOT NULL
) AS told
JOIN documents ON documents.id = told.document_id
WHERE NOT EXISTS (SELECT 1 FROM events WHERE row_id = told.document_id AND kind = told.kind AND at = told.at)
UNION ALL
SELECT 'preference ' || id || ' gave way at ' || replaced_at || ', when nothing was decided'
FROM preferences
WHERE replaced_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM preferences AS later WHERE later.made_at = preferences.replaced_at)
  AND NOT EXISTS (SELECT 1 FROM merges WHERE merged_at = preferences.replaced_at)
UNION ALL
SELECT 'report ' || reports.id || ' was filed at ' || report_events.made_at || ', not at ' || reports.filed_at
FROM reports
JOIN report_events ON report_events.report_id = reports.id AND report_events.kind = 'filed'
WHERE report_events.made_at <> reports.filed_at
UNION ALL
SELECT 'merge ' || merges.id || ' is into `' || into_names.name || '`, and the log tells of `' || told.name || '`'
FROM merges
JOIN events ON events.row_id = merges.id AND events.kind = 'merged'
JOIN names AS told ON told.kind = merges.kind AND told.name = events.details ->> '$.into'
JOIN names AS into_names ON into_names.id = merges.into_id
WHERE coalesce(told.alias_of, told.id) <> merges.into_id
