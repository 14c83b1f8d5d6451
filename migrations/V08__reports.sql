-- What readers say is inaccurate. Reports and their events are only ever added: what changes about a report is an event.
CREATE TABLE reports (
  -- One row is one report, as it was filed. It names its target in words, because it must outlive a document that is
  -- imported again, a figure that is merged, and the base that it was filed in.
  id INTEGER PRIMARY KEY, -- the number that people use
  uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 32), -- random, the same in every base that holds the report
  target TEXT NOT NULL CHECK (target IN ('value', 'missing value', 'figure', 'passage', 'summary', 'document')),
  problem TEXT NOT NULL CHECK (problem IN (
    'wrong', 'outdated', 'missing', 'misread', 'misattributed', 'unsupported', 'contradiction', 'other'
  )),
  document TEXT, -- slug; NULL for a figure over all documents and for a value that no document states
  figure TEXT, -- its name when the report was filed
  figure_folded TEXT, -- the same without case, for looking it up
  attribute TEXT,
  attribute_folded TEXT,
  section TEXT, -- the heading, for a passage
  quote TEXT, -- the words that the reader pointed at, for a passage or summary
  seen TEXT NOT NULL, -- what the reader saw at that moment; '' where nothing stood
  proposed TEXT,
  comment TEXT CHECK (length(comment) <= 2000),
  evidence TEXT CHECK (evidence LIKE 'http://_%' OR evidence LIKE 'https://_%'),
  reporter TEXT, -- NULL when the reader gave no name
  filed_at TEXT NOT NULL,
  CHECK (coalesce(proposed, comment, evidence) IS NOT NULL),
  CHECK ((figure IS NULL) = (figure_folded IS NULL) AND (attribute IS NULL) = (attribute_folded IS NULL)),
  CHECK (target NOT IN ('value', 'missing value') OR (figure IS NOT NULL AND attribute IS NOT NULL)),
  CHECK (target <> 'figure' OR figure IS NOT NULL),
  CHECK (target NOT IN ('value', 'passage', 'summary', 'document') OR document IS NOT NULL),
  CHECK (target <> 'passage' OR section IS NOT NULL)
) STRICT;
CREATE INDEX reports_by_figure ON reports (figure_folded, attribute_folded);
CREATE INDEX reports_by_document ON reports (document);

CREATE TABLE report_events (
  -- One row is one thing that happened to a report. The last decision made here says how it stands.
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 32), -- random, the same in every base that holds the event
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN (
    'filed',
    'supported', -- another reader said the same
    'accepted', 'declined', 'reopened' -- decisions of editors
  )),
  because TEXT CHECK (because IN (
    'not-an-error', 'cannot-verify', 'duplicate', 'already-fixed', 'out-of-scope', 'spam'
  )),
  editor TEXT, -- who decided; NULL for 'filed' and 'supported'
  reporter TEXT, -- who supports it, if a name was given
  reader TEXT, -- what who supports it is told apart by: the name without case, else the text; NULL for who filed it
  from_bundle INTEGER NOT NULL DEFAULT 0 CHECK (from_bundle IN (0, 1)), -- whether it was said in another base
  evidence TEXT CHECK (evidence LIKE 'http://_%' OR evidence LIKE 'https://_%'), -- of who supports it
  note TEXT CHECK (length(note) <= 2000), -- the editor's note, or the comment of who supports it
  made_at TEXT NOT NULL,
  CHECK ((kind = 'declined') = (because IS NOT NULL)),
  CHECK ((kind IN ('accepted', 'declined', 'reopened')) = (editor IS NOT NULL)),
  CHECK (reader IS NULL OR kind = 'supported')
) STRICT;
CREATE INDEX report_events_by_report ON report_events (report_id);

CREATE TRIGGER reports_are_not_updated BEFORE UPDATE ON reports
BEGIN SELECT raise(ABORT, 'a report is never changed: add an event'); END;
CREATE TRIGGER reports_are_not_deleted BEFORE DELETE ON reports
BEGIN SELECT raise(ABORT, 'a report is never deleted: decline it'); END;
CREATE TRIGGER report_events_are_not_updated BEFORE UPDATE ON report_events
BEGIN SELECT raise(ABORT, 'a report event is never changed: add another'); END;
CREATE TRIGGER report_events_are_not_deleted BEFORE DELETE ON report_events
BEGIN SELECT raise(ABORT, 'a report event is never deleted: add another'); END;

CREATE VIEW report_states AS
-- Every report with how it stands now, and how many say so: who filed it and who supports it, each counted once.
SELECT
  reports.*,
  CASE WHEN latest.kind IN ('accepted', 'declined') THEN latest.kind ELSE 'open' END AS status,
  CASE WHEN latest.kind IN ('accepted', 'declined') THEN latest.made_at END AS decided_at,
  CASE latest.kind WHEN 'accepted' THEN 'corrected' WHEN 'declined' THEN latest.because END AS resolution,
  latest.note AS note,
  latest.editor AS editor,
  1 + (SELECT count(DISTINCT reader) FROM report_events WHERE report_id = reports.id AND NOT from_bundle) AS readers,
  -- Another base may say what it likes: those who are not known to say so here are counted apart.
  (SELECT count(DISTINCT reader) FROM report_events WHERE report_id = reports.id)
  - (SELECT count(DISTINCT reader) FROM report_events WHERE report_id = reports.id AND NOT from_bundle)
    AS readers_from_bundles
FROM reports
JOIN report_events AS latest ON latest.id = (
  SELECT id FROM report_events
  WHERE report_id = reports.id AND kind <> 'supported'
  ORDER BY id DESC -- not by time: two decisions may fall into one second, and clocks go back
  LIMIT 1
);
