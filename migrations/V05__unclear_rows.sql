-- Table rows that could not be told apart with certainty. Nothing is guessed in silence.
CREATE TABLE unclear_rows (
  -- One row is one table row whose cells ran together, kept raw.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1), -- the table row, from 1
  raw TEXT NOT NULL, -- the row's text, unchanged
  reason TEXT NOT NULL,
  candidates TEXT NOT NULL CHECK (json_valid(candidates)) -- best first: [{"attribute":"...","values":["...","..."]}]
) STRICT;
CREATE INDEX unclear_rows_by_document ON unclear_rows (document_id);

CREATE TABLE settled_rows (
  -- One row is one table row that a person told apart, kept so that a later import does not ask again. The values are in
  -- attribute_values, as 'settled'.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  raw TEXT NOT NULL, -- the row's text as the document has it
  attribute TEXT NOT NULL CHECK (attribute <> ''),
  cells TEXT NOT NULL CHECK (json_valid(cells)), -- one per figure, in column order: ["...","..."]
  editor TEXT NOT NULL,
  settled_at TEXT NOT NULL,
  UNIQUE (document_id, raw)
) STRICT;
