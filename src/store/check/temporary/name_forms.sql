-- The forms of the names of one kind. In a file of SQLite's own as soon as they are many.
CREATE TABLE temp.name_forms (
  -- One row is one form of one name.
  form TEXT NOT NULL,
  id INTEGER NOT NULL, -- of the figure or attribute
  -- Whether the name is the abbreviation or what is abbreviated; NULL where only names of the same thing have the form.
  is_short INTEGER
);
