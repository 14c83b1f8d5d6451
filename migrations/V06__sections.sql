-- The prose of documents.
CREATE TABLE sections (
  -- One row is one headed part of a document's prose.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1), -- reading order in the document
  heading TEXT NOT NULL, -- '' when the prose came without one
  UNIQUE (document_id, position)
) STRICT;
CREATE INDEX sections_by_heading ON sections (heading);

CREATE TABLE headings (
  -- One row is one heading that a section has or had, however many have it, so that headings are found by their words in a
  -- base of any size.
  id INTEGER PRIMARY KEY,
  heading TEXT NOT NULL UNIQUE CHECK (heading <> '')
) STRICT;

CREATE TABLE heading_words (
  -- One row is one word of a heading, without case and accents, as in name_words.
  word TEXT NOT NULL,
  heading_id INTEGER NOT NULL REFERENCES headings (id) ON DELETE CASCADE,
  PRIMARY KEY (word, heading_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX heading_words_by_heading ON heading_words (heading_id);

CREATE TABLE passages (
  -- One row is one paragraph of a section.
  id INTEGER PRIMARY KEY CHECK (id % 3 = 2), -- see documents
  section_id INTEGER NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1), -- reading order in the section
  text TEXT NOT NULL, -- as the document states it: corrections are a layer above
  UNIQUE (section_id, position)
) STRICT;

CREATE TABLE passage_figures (
  -- One row says that a passage is about a figure, not merely that it names it.
  passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
  figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE RESTRICT,
  PRIMARY KEY (passage_id, figure_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_figures_by_figure ON passage_figures (figure_id);
