-- What people decided about rows whose cells ran together, kept so that a later import does not ask again.
CREATE TABLE settled_rows (
  -- One row is one table row that a person told apart. The values are in attribute_values, as 'settled'.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  raw TEXT NOT NULL, -- the row's text as the document has it
  attribute TEXT NOT NULL CHECK (attribute <> ''),
  cells TEXT NOT NULL CHECK (json_valid(cells)), -- one per figure, in column order: ["...","..."]
  editor TEXT NOT NULL,
  settled_at TEXT NOT NULL,
  UNIQUE (document_id, raw)
) STRICT;
