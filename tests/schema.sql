CREATE TABLE documents (
  -- One row is one imported comparison page.
  -- Ids of documents, attribute_values and passages never meet (0, 1 and 2 modulo 3), so that one full-text
  -- index can cover the texts of all three by id.
  id INTEGER PRIMARY KEY CHECK (id % 3 = 0),
  slug TEXT NOT NULL UNIQUE CHECK (slug <> ''), -- what people call it
  -- The slug that its page asks for: last part of the URL, else the file's stem, else from the title. Where another page has
  -- that, slug is told apart from it by host or folder.
  page_slug TEXT NOT NULL CHECK (page_slug <> ''),
  address TEXT, -- what the page is known by on the web; NULL for a page that is only a file
  -- The address that its page states although another document has it: of pages kept apart, each is found again by this and
  -- its figures. NULL otherwise.
  claimed_address TEXT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL, -- as the page states it; '' when the page has none
  notice TEXT NOT NULL, -- the closing line about inaccuracies; '' when the page has none
  source TEXT NOT NULL, -- URL or path as it was given
  -- Tells whether another page came from the same file: the first 16 bytes of the SHA-256 of the file's absolute path, so
  -- that the base does not say where on a machine it was. NULL where the page did not come from a file of its own.
  path_digest BLOB CHECK (length(path_digest) = 16),
  content_hash TEXT NOT NULL, -- SHA-256 of the page's bytes, hexadecimal
  reader INTEGER NOT NULL, -- which version of the page reader read it: a newer one reads the same content again
  layout TEXT NOT NULL, -- the shape of page that was recognised; an open set, it grows with the page reader
  imported_at TEXT NOT NULL -- when this content came in, RFC 3339 in UTC
) STRICT;
CREATE UNIQUE INDEX documents_by_address ON documents (address) WHERE address IS NOT NULL;
CREATE INDEX documents_by_page_slug ON documents (page_slug);
CREATE INDEX documents_by_claimed_address ON documents (claimed_address, source) WHERE claimed_address IS NOT NULL;
CREATE INDEX documents_by_path_digest ON documents (path_digest) WHERE path_digest IS NOT NULL;
CREATE TABLE document_credits (
  -- One row is one credit line ("Photo by ... on ...") of a document: who made a picture is neither a row of the table nor
  -- prose, and must not be lost.
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1), -- reading order
  text TEXT NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE names (
  -- One row is one name: the own name of a figure or attribute, or a further one. Compared without case and in Unicode
  -- NFC, a name leads to one figure and to one attribute at most. Figures and attributes have the ids of their own names,
  -- so that no figure has the id of an attribute, and a merged name keeps its row.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('figure', 'attribute')),
  alias_of INTEGER REFERENCES names (id) ON DELETE CASCADE, -- whose further name it is; NULL for an own name
  name TEXT NOT NULL CHECK (name <> ''), -- Unicode NFC
  folded TEXT NOT NULL, -- the name without case: what makes two names the same
  UNIQUE (kind, folded)
) STRICT;
CREATE INDEX names_by_owner ON names (alias_of) WHERE alias_of IS NOT NULL;
CREATE TABLE name_words (
  -- One row is one word of a name, without case and accents, so that "stalin" finds "Joseph Stalin" at once in a base of
  -- any size.
  word TEXT NOT NULL,
  name_id INTEGER NOT NULL REFERENCES names (id) ON DELETE CASCADE,
  PRIMARY KEY (word, name_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_words_by_name ON name_words (name_id);
CREATE TABLE figures (
  -- One row is one person, country, product or idea, whatever number of documents compare it.
  id INTEGER PRIMARY KEY REFERENCES names (id) ON DELETE CASCADE,
  name TEXT NOT NULL, -- its own name, as in names: what people ask for most is one table away
  slug TEXT NOT NULL -- not unique: "C" and "C++" share one
) STRICT;
CREATE TABLE attributes (
  -- One row is one attribute ("Foreign policy"), whatever number of documents have it.
  id INTEGER PRIMARY KEY REFERENCES names (id) ON DELETE CASCADE,
  name TEXT NOT NULL, -- its own name, as in names
  slug TEXT NOT NULL
) STRICT;
CREATE TABLE document_figures (
  -- One row is one column of a document's table.
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE RESTRICT,
  -- The further name by which the page calls the figure; NULL where that is its own. What a merge made one is told apart by
  -- it again.
  figure_alias_id INTEGER REFERENCES names (id) ON DELETE SET NULL,
  position INTEGER NOT NULL CHECK (position >= 1), -- column order
  PRIMARY KEY (document_id, figure_id),
  UNIQUE (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_figures_by_figure ON document_figures (figure_id);
CREATE INDEX document_figures_by_alias ON document_figures (figure_alias_id) WHERE figure_alias_id IS NOT NULL;
CREATE TABLE attribute_values (
  -- One row is what one document says of one figure for one attribute. An empty cell has no row.
  id INTEGER PRIMARY KEY CHECK (id % 3 = 1), -- see documents
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE RESTRICT,
  attribute_id INTEGER NOT NULL REFERENCES attributes (id) ON DELETE RESTRICT,
  attribute_alias_id INTEGER REFERENCES names (id) ON DELETE SET NULL, -- as in document_figures, of the attribute
  position INTEGER NOT NULL CHECK (position >= 1), -- the table row, from 1
  text TEXT NOT NULL, -- as the document states it: corrections are a layer above
  -- 'stated': read from the document. 'settled': the same, after a person told its run-together cells apart. 'inferred': the
  -- same, with the help of what other documents say. 'absent': the document has no such cell, and the row is there for a
  -- correction to stand on; its text is ''.
  status TEXT NOT NULL CHECK (status = 'stated' OR status = 'settled' OR status = 'inferred' OR status = 'absent'),
  CHECK (status <> 'absent' OR text = ''),
  UNIQUE (figure_id, attribute_id, document_id)
) STRICT;
CREATE INDEX attribute_values_by_document ON attribute_values (document_id);
CREATE INDEX attribute_values_by_attribute ON attribute_values (attribute_id, document_id);
CREATE INDEX attribute_values_by_alias ON attribute_values (attribute_alias_id) WHERE attribute_alias_id IS NOT NULL;
CREATE TABLE row_groups (
  -- One row is the part of its page that a table row stands in: the head of its group, or the heading of its section. A row
  -- in neither has none.
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1), -- the table row, from 1
  name TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE settled_rows (
  -- One row is one decision of a person on where the cells of a table row end, or that it stays unclear. It holds for a row of the document that is
  -- unclear, has that text and stands under those figures, now and whenever the page is imported again.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  raw TEXT NOT NULL, -- the row's text as the document has it
  figures TEXT NOT NULL CHECK (json_valid(figures)), -- as the document called them, in column order: ["...","..."]
  attribute TEXT CHECK (attribute <> ''), -- NULL where the row stays unclear, whatever other documents say
  cells TEXT CHECK (json_valid(cells)), -- one per figure, in column order: ["...","..."]; NULL likewise
  editor TEXT NOT NULL,
  settled_at TEXT NOT NULL,
  unsettled_at TEXT, -- NULL while it holds
  unsettled_by TEXT, -- the editor who took it back
  batch INTEGER CHECK (batch >= 1), -- the same for all that one act decided on many rows; NULL for what was decided by itself
  CHECK ((attribute IS NULL) = (cells IS NULL)),
  CHECK ((unsettled_at IS NULL) = (unsettled_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX active_settled_rows ON settled_rows (document_id, raw, figures) WHERE unsettled_at IS NULL;
CREATE TABLE unclear_rows (
  -- One row is one table row whose cells ran together, kept raw.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1), -- the table row, from 1
  raw TEXT NOT NULL, -- the row's text, unchanged
  reason TEXT NOT NULL,
  candidates TEXT NOT NULL CHECK (json_valid(candidates)), -- best first: [{"attribute":"...","values":["...","..."]}]
  -- What a person decided on it, whose values, if it has any, are in attribute_values as 'settled'; NULL while it waits for that.
  settled_row_id INTEGER REFERENCES settled_rows (id) ON DELETE SET NULL,
  -- The candidate that the clear rows of other documents make certain, whose values are in attribute_values as 'inferred'; NULL
  -- where they do not. It follows from what the base holds, and is judged again when that changes.
  inferred TEXT CHECK (json_valid(inferred)),
  CHECK (settled_row_id IS NULL OR inferred IS NULL)
) STRICT;
CREATE INDEX unclear_rows_by_document ON unclear_rows (document_id);
CREATE UNIQUE INDEX unclear_rows_by_settled_row ON unclear_rows (settled_row_id) WHERE settled_row_id IS NOT NULL;
CREATE TABLE sections (
  -- One row is one headed part of a document's prose.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1), -- reading order in the document
  heading TEXT NOT NULL, -- '' when the prose came without one
  UNIQUE (document_id, position)
) STRICT;
CREATE INDEX sections_by_heading ON sections (heading);
CREATE TABLE headings (
  -- One row is one heading that a section has or had, however many have it, so that headings are found by their words in a
  -- base of any size.
  id INTEGER PRIMARY KEY,
  heading TEXT NOT NULL UNIQUE CHECK (heading <> '')
) STRICT;
CREATE TABLE heading_words (
  -- One row is one word of a heading, without case and accents, as in name_words.
  word TEXT NOT NULL,
  heading_id INTEGER NOT NULL REFERENCES headings (id) ON DELETE CASCADE,
  PRIMARY KEY (word, heading_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX heading_words_by_heading ON heading_words (heading_id);
CREATE TABLE passages (
  -- One row is one paragraph of a section.
  id INTEGER PRIMARY KEY CHECK (id % 3 = 2), -- see documents
  section_id INTEGER NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1), -- reading order in the section
  text TEXT NOT NULL, -- as the document states it: corrections are a layer above
  UNIQUE (section_id, position)
) STRICT;
CREATE TABLE passage_figures (
  -- One row says that a passage is about a figure, not merely that it names it.
  passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
  figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE RESTRICT,
  PRIMARY KEY (passage_id, figure_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_figures_by_figure ON passage_figures (figure_id);
CREATE TABLE document_versions (
  -- One row is one former state of a document. The present state, if it has one, is in the other tables.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  source TEXT NOT NULL, -- where it came from
  figures TEXT NOT NULL CHECK (json_valid(figures)), -- what it compared, under the names of then: ["...","..."]
  content BLOB NOT NULL, -- the document as `versus parse` prints one, compressed (zlib, RFC 1950)
  imported_at TEXT NOT NULL, -- from when the base had this state
  replaced_at TEXT NOT NULL -- until when
) STRICT;
CREATE INDEX document_versions_by_document ON document_versions (document_id);
CREATE TABLE forgotten_documents (
  -- One row says that a document was taken out. What it said is in document_versions; its corrections, settled rows and the
  -- reports on it stay where they are, and wait for it to come back.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  version_id INTEGER NOT NULL REFERENCES document_versions (id) ON DELETE CASCADE, -- what it said
  editor TEXT NOT NULL,
  note TEXT,
  forgotten_at TEXT NOT NULL,
  restored_at TEXT, -- NULL while it is out
  restored_by TEXT, -- NULL as well where its page was imported again
  CHECK (restored_by IS NULL OR restored_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX documents_that_are_out ON forgotten_documents (document_id) WHERE restored_at IS NULL;
CREATE INDEX forgotten_documents_by_document ON forgotten_documents (document_id);
CREATE INDEX forgotten_documents_by_version ON forgotten_documents (version_id);
CREATE VIEW present_documents AS
-- One row is one document that was not taken out.
SELECT *
FROM documents
WHERE NOT EXISTS (
  SELECT 1
  FROM forgotten_documents
  WHERE forgotten_documents.document_id = documents.id AND forgotten_documents.restored_at IS NULL
);
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
CREATE TABLE corrections (
  -- One row is one decision about one text. At most one is active for a target; the others are history.
  id INTEGER PRIMARY KEY,
  target TEXT NOT NULL CHECK (target IN ('value', 'passage', 'summary')),
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE RESTRICT,
  figure_id INTEGER REFERENCES figures (id) ON DELETE RESTRICT, -- for a value
  attribute_id INTEGER REFERENCES attributes (id) ON DELETE RESTRICT, -- for a value
  figure_alias_id INTEGER REFERENCES names (id) ON DELETE SET NULL, -- as the document calls it, see document_figures
  attribute_alias_id INTEGER REFERENCES names (id) ON DELETE SET NULL,
  section TEXT, -- the heading, for a passage
  passage_id INTEGER REFERENCES passages (id) ON DELETE SET NULL, -- NULL when the document lost the passage
  lost_text TEXT, -- what the passage said when the document lost it
  lost_figures TEXT CHECK (json_valid(lost_figures)), -- which figures it was about then: ["...","..."]
  base_text TEXT NOT NULL, -- what the document said when it was decided; '' where nothing stood
  new_text TEXT NOT NULL,
  editor TEXT NOT NULL,
  note TEXT,
  report_id INTEGER REFERENCES reports (id) ON DELETE RESTRICT, -- NULL for a correction without a report
  made_at TEXT NOT NULL,
  agreed_at TEXT, -- when an import found that the document now says the new text itself; the correction stays active
  reverted_at TEXT, -- NULL while the correction is active
  reverted_by TEXT, -- the editor who undid it
  revert_note TEXT,
  CHECK ((reverted_at IS NULL) = (reverted_by IS NULL)),
  CHECK ((target = 'value') = (figure_id IS NOT NULL)),
  CHECK ((target = 'value') = (attribute_id IS NOT NULL)),
  CHECK ((target = 'passage') = (section IS NOT NULL)),
  CHECK (target = 'passage' OR passage_id IS NULL)
) STRICT;
CREATE UNIQUE INDEX active_corrections_by_value ON corrections (document_id, figure_id, attribute_id)
  WHERE reverted_at IS NULL AND figure_id IS NOT NULL;
CREATE UNIQUE INDEX active_corrections_by_passage ON corrections (passage_id)
  WHERE reverted_at IS NULL AND passage_id IS NOT NULL;
CREATE UNIQUE INDEX active_corrections_by_summary ON corrections (document_id)
  WHERE reverted_at IS NULL AND target = 'summary';
CREATE INDEX corrections_by_document ON corrections (document_id);
CREATE INDEX corrections_by_figure ON corrections (figure_id);
CREATE INDEX corrections_by_attribute ON corrections (attribute_id);
CREATE INDEX corrections_by_figure_alias ON corrections (figure_alias_id) WHERE figure_alias_id IS NOT NULL;
CREATE INDEX corrections_by_attribute_alias ON corrections (attribute_alias_id) WHERE attribute_alias_id IS NOT NULL;
CREATE INDEX corrections_by_passage ON corrections (passage_id);
CREATE INDEX corrections_by_report ON corrections (report_id);
CREATE TRIGGER passages_leave_their_text BEFORE DELETE ON passages
BEGIN
  UPDATE corrections
  SET
    lost_text = OLD.text,
    lost_figures = (
      SELECT json_group_array(names.name)
      FROM passage_figures
      JOIN names ON names.id = passage_figures.figure_id
      WHERE passage_figures.passage_id = OLD.id
    )
  WHERE passage_id = OLD.id;
END;
CREATE VIEW active_corrections AS
-- One row is one correction that holds: of a value by document, figure and attribute, of a passage by the passage, of a
-- summary by document and target. Those of a document that was taken out wait for it.
SELECT *
FROM corrections
WHERE reverted_at IS NULL
  AND NOT EXISTS (
    SELECT 1
    FROM forgotten_documents
    WHERE forgotten_documents.document_id = corrections.document_id AND forgotten_documents.restored_at IS NULL
  );
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
CREATE TABLE merges (
  -- One row says that one figure or attribute was merged into another, whose alias its name is since.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('figure', 'attribute')),
  name TEXT NOT NULL, -- of the one that is no more
  into_id INTEGER NOT NULL REFERENCES names (id) ON DELETE CASCADE, -- the figure or attribute whose alias it is
  moved TEXT NOT NULL CHECK (json_valid(moved)), -- what undoing it needs that no document states
  editor TEXT NOT NULL,
  note TEXT,
  merged_at TEXT NOT NULL,
  undone_at TEXT, -- NULL while it holds
  undone_by TEXT,
  CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;
CREATE INDEX merges_by_name ON merges (into_id);
CREATE TABLE preferences (
  -- One row is one decision: for this figure and attribute, the value of this document comes first. At most one is
  -- active; the others are history.
  id INTEGER PRIMARY KEY,
  figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE RESTRICT,
  attribute_id INTEGER NOT NULL REFERENCES attributes (id) ON DELETE RESTRICT,
  figure_alias_id INTEGER REFERENCES names (id) ON DELETE SET NULL, -- as the document calls it, see document_figures
  attribute_alias_id INTEGER REFERENCES names (id) ON DELETE SET NULL,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE RESTRICT,
  editor TEXT NOT NULL,
  note TEXT,
  made_at TEXT NOT NULL,
  replaced_at TEXT -- NULL while it is active
) STRICT;
CREATE UNIQUE INDEX active_preferences ON preferences (figure_id, attribute_id) WHERE replaced_at IS NULL;
CREATE INDEX preferences_by_attribute ON preferences (attribute_id);
CREATE INDEX preferences_by_figure_alias ON preferences (figure_alias_id) WHERE figure_alias_id IS NOT NULL;
CREATE INDEX preferences_by_attribute_alias ON preferences (attribute_alias_id) WHERE attribute_alias_id IS NOT NULL;
CREATE INDEX preferences_by_document ON preferences (document_id);
CREATE TABLE quantities (
  -- One row is what a value, as it reads after corrections, amounts to. A value whose text has no certain reading has none.
  value_id INTEGER PRIMARY KEY REFERENCES attribute_values (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (
    kind = 'number' OR kind = 'percent' OR kind = 'money' OR kind = 'year' OR kind = 'date' OR kind = 'duration'
    OR kind = 'quantity' OR kind = 'score' OR kind = 'version' OR kind = 'boolean'
  ),
  low TEXT, -- the least that it may be, magnitudes multiplied out, dates as ISO 8601 writes them; NULL for no lower bound
  high TEXT, -- the most; NULL for no upper bound
  unit TEXT NOT NULL, -- as it is written; '' for none
  approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
  -- The same in the base unit of its kind, in which quantities with other units compare with it. Years and dates are Julian
  -- days. All NULL for a version.
  amount_low REAL,
  amount_high REAL,
  base_unit TEXT,
  CHECK (low IS NOT NULL OR high IS NOT NULL),
  CHECK (base_unit IS NOT NULL OR amount_low IS NULL AND amount_high IS NULL)
) STRICT;
CREATE VIEW current_quantities AS
-- One row is one value that amounts to something, as it reads after corrections.
SELECT
  current_values.document AS document,
  current_values.position AS position,
  current_values.attribute AS attribute,
  current_values.figure AS figure,
  current_values.value AS value,
  quantities.kind AS kind,
  quantities.low AS low,
  quantities.high AS high,
  quantities.unit AS unit,
  quantities.approximate AS approximate,
  quantities.amount_low AS amount_low, -- in base_unit
  quantities.amount_high AS amount_high,
  quantities.base_unit AS base_unit,
  current_values.value_id AS value_id,
  current_values.document_id AS document_id,
  current_values.figure_id AS figure_id,
  current_values.attribute_id AS attribute_id
FROM quantities
JOIN current_values ON current_values.value_id = quantities.value_id;
CREATE TABLE events (
  -- One row is one thing that happened to the base. They are in the order in which they were written, whatever the clock said:
  -- it may go back, and many things happen within one second. Triggers write them, so that nothing is left out.
  id INTEGER PRIMARY KEY,
  -- What happened, line by line to a row of documents, settled_rows, report_events, corrections, names, merges or preferences.
  kind TEXT NOT NULL CHECK (
    kind = 'imported' OR kind = 'updated' OR kind = 'forgotten' OR kind = 'restored'
    OR kind = 'settled' OR kind = 'unsettled'
    OR kind = 'filed' OR kind = 'supported' OR kind = 'accepted' OR kind = 'declined' OR kind = 'reopened'
    OR kind = 'corrected' OR kind = 'agreed' OR kind = 'reverted'
    OR kind = 'alias added' OR kind = 'alias removed'
    OR kind = 'merged' OR kind = 'merge undone'
    OR kind = 'preferred'
  ),
  row_id INTEGER NOT NULL, -- in the table that has the rest
  at TEXT NOT NULL, -- RFC 3339 in UTC; for a report from another base, when it was filed there
  details TEXT CHECK (json_valid(details)) -- what changes later or goes: names as they were, places in documents
) STRICT;
CREATE INDEX events_by_row ON events (row_id, kind);
CREATE TRIGGER events_are_not_updated BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'what happened is never changed'); END;
CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'what happened is never deleted'); END;
CREATE TRIGGER documents_imported AFTER INSERT ON documents
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('imported', NEW.id, NEW.imported_at); END;
CREATE TRIGGER documents_updated AFTER UPDATE OF imported_at ON documents
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('updated', NEW.id, NEW.imported_at); END;
CREATE TRIGGER documents_forgotten AFTER INSERT ON forgotten_documents
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('forgotten', NEW.document_id, NEW.forgotten_at); END;
CREATE TRIGGER documents_restored AFTER UPDATE OF restored_at ON forgotten_documents
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('restored', NEW.document_id, NEW.restored_at); END;
CREATE TRIGGER rows_settled AFTER INSERT ON settled_rows
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('settled', NEW.id, NEW.settled_at); END;
CREATE TRIGGER rows_unsettled AFTER UPDATE OF unsettled_at ON settled_rows
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('unsettled', NEW.id, NEW.unsettled_at); END;
CREATE TRIGGER report_events_happened AFTER INSERT ON report_events
BEGIN INSERT INTO events (kind, row_id, at) VALUES (NEW.kind, NEW.id, NEW.made_at); END;
CREATE TRIGGER corrections_made AFTER INSERT ON corrections
BEGIN
  INSERT INTO events (kind, row_id, at, details) VALUES ('corrected', NEW.id, NEW.made_at, json_object(
    'figure', (SELECT name FROM names WHERE id = NEW.figure_id),
    'attribute', (SELECT name FROM names WHERE id = NEW.attribute_id),
    'section', (
      SELECT sections.position FROM passages JOIN sections ON sections.id = section_id WHERE passages.id = NEW.passage_id
    ),
    'passage', (SELECT position FROM passages WHERE id = NEW.passage_id)
  ));
END;
CREATE TRIGGER corrections_agreed AFTER UPDATE OF agreed_at ON corrections
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('agreed', NEW.id, NEW.agreed_at); END;
CREATE TRIGGER corrections_reverted AFTER UPDATE OF reverted_at ON corrections
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('reverted', NEW.id, NEW.reverted_at); END;
CREATE TRIGGER merges_made AFTER INSERT ON merges
BEGIN
  INSERT INTO events (kind, row_id, at, details) VALUES ('merged', NEW.id, NEW.merged_at, json_object(
    'into', (SELECT name FROM names WHERE id = NEW.into_id)
  ));
END;
CREATE TRIGGER merges_undone AFTER UPDATE OF undone_at ON merges
BEGIN
  INSERT INTO events (kind, row_id, at, details) VALUES ('merge undone', NEW.id, NEW.undone_at, json_object(
    'into', (SELECT name FROM names WHERE id = NEW.into_id)
  ));
END;
CREATE TRIGGER preferences_made AFTER INSERT ON preferences
BEGIN
  INSERT INTO events (kind, row_id, at, details) VALUES ('preferred', NEW.id, NEW.made_at, json_object(
    'figure', (SELECT name FROM names WHERE id = NEW.figure_id),
    'attribute', (SELECT name FROM names WHERE id = NEW.attribute_id)
  ));
END;
