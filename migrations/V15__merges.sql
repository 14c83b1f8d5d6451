-- Figures and attributes that turned out to be one.
CREATE TABLE merges (
  -- One row says that one figure or attribute was merged into another, whose alias its name is since.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('figure', 'attribute')),
  name TEXT NOT NULL, -- of the one that is no more
  into_figure_id INTEGER REFERENCES figures (id) ON DELETE CASCADE, -- for a figure
  into_attribute_id INTEGER REFERENCES attributes (id) ON DELETE CASCADE, -- for an attribute
  moved TEXT NOT NULL CHECK (json_valid(moved)), -- the rows that were moved, so that it can be undone
  editor TEXT NOT NULL,
  note TEXT,
  merged_at TEXT NOT NULL,
  undone_at TEXT, -- NULL while it holds
  undone_by TEXT,
  CHECK ((kind = 'figure') = (into_figure_id IS NOT NULL)),
  CHECK ((kind = 'attribute') = (into_attribute_id IS NOT NULL)),
  CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;
CREATE INDEX merges_by_figure ON merges (into_figure_id);
CREATE INDEX merges_by_attribute ON merges (into_attribute_id);
