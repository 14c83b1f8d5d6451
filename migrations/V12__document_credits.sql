-- Who made the pictures of a page. They are neither rows nor prose, and must not be lost.
CREATE TABLE document_credits (
  -- One row is one credit line ("Photo by ... on ...") of a document.
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1), -- reading order
  text TEXT NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
