-- Which figures a document compares.
CREATE TABLE document_figures (
  -- One row is one column of a document's table.
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE RESTRICT,
  -- The further name by which the page calls the figure; NULL where that is its own. What a merge made one is told apart by
  -- it again.
  figure_alias_id INTEGER REFERENCES names (id) ON DELETE SET NULL,
  position INTEGER NOT NULL CHECK (position >= 1), -- column order
  PRIMARY KEY (document_id, figure_id),
  UNIQUE (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_figures_by_figure ON document_figures (figure_id);
CREATE INDEX document_figures_by_alias ON document_figures (figure_alias_id) WHERE figure_alias_id IS NOT NULL;
