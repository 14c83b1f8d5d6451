-- What documents were before they were imported again, so that the base can be read as it was.
CREATE TABLE document_versions (
  -- One row is one former state of a document. The present state is in the other tables.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  source TEXT NOT NULL, -- where it came from
  figures TEXT NOT NULL CHECK (json_valid(figures)), -- what it compared, under the names of then: ["...","..."]
  content BLOB NOT NULL, -- the document as `versus parse` prints one, compressed (zlib, RFC 1950)
  imported_at TEXT NOT NULL, -- from when the base had this state
  replaced_at TEXT NOT NULL -- until when
) STRICT;
CREATE INDEX document_versions_by_document ON document_versions (document_id);
