-- What is left of a run before, which ended without taking them away: a file that goes with the connection costs less
-- to forget than to empty.
DROP TABLE IF EXISTS temp.waiting_pages;
DROP TABLE IF EXISTS temp.contested_pages;
-- The pages of a run that would change a document: they wait until all are there. rank: what told that it is that document,
-- the surest first. page: NULL while it is in memory.
CREATE TEMP TABLE waiting_pages (
  rank INTEGER NOT NULL, place TEXT NOT NULL, source TEXT NOT NULL, content_hash TEXT NOT NULL, path BLOB,
  is_at_address INTEGER NOT NULL, page TEXT
);
-- The pages that are a document of the run which another page is as well.
CREATE TEMP TABLE contested_pages (
  document_id INTEGER NOT NULL, source TEXT NOT NULL, content_hash TEXT NOT NULL
);
