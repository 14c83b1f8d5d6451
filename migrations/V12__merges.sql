-- Figures and attributes that turned out to be one.
CREATE TABLE merges (
  -- One row says that one figure or attribute was merged into another, whose alias its name is since.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('figure', 'attribute')),
  name TEXT NOT NULL, -- of the one that is no more
  into_id INTEGER NOT NULL REFERENCES names (id) ON DELETE CASCADE, -- the figure or attribute whose alias it is
  moved TEXT NOT NULL CHECK (json_valid(moved)), -- what undoing it needs that no document states
  editor TEXT NOT NULL,
  note TEXT,
  merged_at TEXT NOT NULL,
  undone_at TEXT, -- NULL while it holds
  undone_by TEXT,
  CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;
CREATE INDEX merges_by_name ON merges (into_id);
