-- The imported pages. The application id tells a versus knowledge base from other SQLite files:
-- 1986359923 is 0x76657273, "vers" in ASCII.
PRAGMA application_id = 1986359923;

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
