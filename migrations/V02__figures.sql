-- The things that documents compare, and the names they go by.
CREATE TABLE figures (
  -- One row is one person, country, product or idea, whatever number of documents compare it.
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''), -- Unicode NFC
  name_folded TEXT NOT NULL UNIQUE, -- the name without case: what makes two names the same
  slug TEXT NOT NULL -- not unique: "C" and "C++" share one
) STRICT;

CREATE TABLE figure_aliases (
  -- One row is a further name of a figure. An alias is no other figure's name or alias.
  id INTEGER PRIMARY KEY,
  figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  name_folded TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX figure_aliases_by_figure ON figure_aliases (figure_id);

CREATE TABLE figure_words (
  -- One row is one word of a figure's name or alias, without case and accents, so that "stalin" finds
  -- "Joseph Stalin" at once in a base of any size.
  word TEXT NOT NULL,
  figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE CASCADE,
  PRIMARY KEY (word, figure_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_words_by_figure ON figure_words (figure_id);
