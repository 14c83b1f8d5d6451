-- Which document editors trust where documents disagree.
CREATE TABLE preferences (
  -- One row is one decision: for this figure and attribute, the value of this document comes first. At most one is
  -- active; the others are history.
  id INTEGER PRIMARY KEY,
  figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE RESTRICT,
  attribute_id INTEGER NOT NULL REFERENCES attributes (id) ON DELETE RESTRICT,
  figure_alias_id INTEGER REFERENCES names (id) ON DELETE SET NULL, -- as the document calls it, see document_figures
  attribute_alias_id INTEGER REFERENCES names (id) ON DELETE SET NULL,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE RESTRICT,
  editor TEXT NOT NULL,
  note TEXT,
  made_at TEXT NOT NULL,
  replaced_at TEXT -- NULL while it is active
) STRICT;
CREATE UNIQUE INDEX active_preferences ON preferences (figure_id, attribute_id) WHERE replaced_at IS NULL;
CREATE INDEX preferences_by_attribute ON preferences (attribute_id);
CREATE INDEX preferences_by_figure_alias ON preferences (figure_alias_id) WHERE figure_alias_id IS NOT NULL;
CREATE INDEX preferences_by_attribute_alias ON preferences (attribute_alias_id) WHERE attribute_alias_id IS NOT NULL;
CREATE INDEX preferences_by_document ON preferences (document_id);
