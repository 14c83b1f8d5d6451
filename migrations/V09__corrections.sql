-- What editors changed: a layer over what documents say, which an import does not touch.
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
