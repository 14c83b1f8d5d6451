-- What documents were before they were imported again or taken out, so that the base can be read as it was.
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
