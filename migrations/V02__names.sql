-- The things that documents compare (figures), what they are compared by (attributes), and what both are called.
CREATE TABLE names (
  -- One row is one name: the own name of a figure or attribute, or a further one. Compared without case and in Unicode
  -- NFC, a name leads to one figure and to one attribute at most. Figures and attributes have the ids of their own names,
  -- so that no figure has the id of an attribute, and a merged name keeps its row.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('figure', 'attribute')),
  alias_of INTEGER REFERENCES names (id) ON DELETE CASCADE, -- whose further name it is; NULL for an own name
  name TEXT NOT NULL CHECK (name <> ''), -- Unicode NFC
  folded TEXT NOT NULL, -- the name without case: what makes two names the same
  UNIQUE (kind, folded)
) STRICT;
CREATE INDEX names_by_owner ON names (alias_of) WHERE alias_of IS NOT NULL;

CREATE TABLE name_words (
  -- One row is one word of a name, without case and accents, so that "stalin" finds "Joseph Stalin" at once in a base of
  -- any size.
  word TEXT NOT NULL,
  name_id INTEGER NOT NULL REFERENCES names (id) ON DELETE CASCADE,
  PRIMARY KEY (word, name_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_words_by_name ON name_words (name_id);

CREATE TABLE figures (
  -- One row is one person, country, product or idea, whatever number of documents compare it.
  id INTEGER PRIMARY KEY REFERENCES names (id) ON DELETE CASCADE,
  name TEXT NOT NULL, -- its own name, as in names: what people ask for most is one table away
  slug TEXT NOT NULL -- not unique: "C" and "C++" share one
) STRICT;

CREATE TABLE attributes (
  -- One row is one attribute ("Foreign policy"), whatever number of documents have it.
  id INTEGER PRIMARY KEY REFERENCES names (id) ON DELETE CASCADE,
  name TEXT NOT NULL, -- its own name, as in names
  slug TEXT NOT NULL
) STRICT;
