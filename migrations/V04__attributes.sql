-- What table rows compare, and the names it goes by.
CREATE TABLE attributes (
  -- One row is one attribute ("Foreign policy"), whatever number of documents have it.
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''), -- Unicode NFC
  name_folded TEXT NOT NULL UNIQUE, -- the name without case: what makes two names the same
  slug TEXT NOT NULL
) STRICT;

CREATE TABLE attribute_aliases (
  -- One row is a further name of an attribute. An alias is no other attribute's name or alias.
  id INTEGER PRIMARY KEY,
  attribute_id INTEGER NOT NULL REFERENCES attributes (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  name_folded TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX attribute_aliases_by_attribute ON attribute_aliases (attribute_id);

CREATE TABLE attribute_words (
  -- One row is one word of an attribute's name or alias, without case and accents.
  word TEXT NOT NULL,
  attribute_id INTEGER NOT NULL REFERENCES attributes (id) ON DELETE CASCADE,
  PRIMARY KEY (word, attribute_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attribute_words_by_attribute ON attribute_words (attribute_id);
