-- What documents say, cell by cell. (VALUES is an SQL keyword, hence the name.)
--
-- Closed sets are OR rather than IN where an import fills a table: for a list of more than two, SQLite makes a table of its own
-- whenever it writes a row.
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
-- With the document, to count the documents of an attribute without reading the values.
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
