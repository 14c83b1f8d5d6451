-- Table rows that could not be told apart with certainty. Nothing is guessed in silence.
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
