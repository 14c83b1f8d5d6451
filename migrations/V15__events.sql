-- What happened to the base, in its order.
CREATE TABLE events (
  -- One row is one thing that happened to the base. They are in the order in which they were written, whatever the clock said:
  -- it may go back, and many things happen within one second. Triggers write them, so that nothing is left out.
  id INTEGER PRIMARY KEY,
  -- What happened, line by line to a row of documents, settled_rows, report_events, corrections, names, merges or preferences.
  kind TEXT NOT NULL CHECK (
    kind = 'imported' OR kind = 'updated' OR kind = 'forgotten' OR kind = 'restored'
    OR kind = 'settled' OR kind = 'unsettled'
    OR kind = 'filed' OR kind = 'supported' OR kind = 'accepted' OR kind = 'declined' OR kind = 'reopened'
    OR kind = 'corrected' OR kind = 'agreed' OR kind = 'reverted'
    OR kind = 'alias added' OR kind = 'alias removed'
    OR kind = 'merged' OR kind = 'merge undone'
    OR kind = 'preferred'
  ),
  row_id INTEGER NOT NULL, -- in the table that has the rest
  at TEXT NOT NULL, -- RFC 3339 in UTC; for a report from another base, when it was filed there
  details TEXT CHECK (json_valid(details)) -- what changes later or goes: names as they were, places in documents
) STRICT;

CREATE INDEX events_by_row ON events (row_id, kind);

CREATE TRIGGER events_are_not_updated BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'what happened is never changed'); END;

CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'what happened is never deleted'); END;

CREATE TRIGGER documents_imported AFTER INSERT ON documents
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('imported', NEW.id, NEW.imported_at); END;

CREATE TRIGGER documents_updated AFTER UPDATE OF imported_at ON documents
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('updated', NEW.id, NEW.imported_at); END;

CREATE TRIGGER documents_forgotten AFTER INSERT ON forgotten_documents
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('forgotten', NEW.document_id, NEW.forgotten_at); END;

CREATE TRIGGER documents_restored AFTER UPDATE OF restored_at ON forgotten_documents
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('restored', NEW.document_id, NEW.restored_at); END;

CREATE TRIGGER rows_settled AFTER INSERT ON settled_rows
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('settled', NEW.id, NEW.settled_at); END;

CREATE TRIGGER rows_unsettled AFTER UPDATE OF unsettled_at ON settled_rows
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('unsettled', NEW.id, NEW.unsettled_at); END;

CREATE TRIGGER report_events_happened AFTER INSERT ON report_events
BEGIN INSERT INTO events (kind, row_id, at) VALUES (NEW.kind, NEW.id, NEW.made_at); END;

CREATE TRIGGER corrections_made AFTER INSERT ON corrections
BEGIN
  INSERT INTO events (kind, row_id, at, details) VALUES ('corrected', NEW.id, NEW.made_at, json_object(
    'figure', (SELECT name FROM names WHERE id = NEW.figure_id),
    'attribute', (SELECT name FROM names WHERE id = NEW.attribute_id),
    'section', (
      SELECT sections.position FROM passages JOIN sections ON sections.id = section_id WHERE passages.id = NEW.passage_id
    ),
    'passage', (SELECT position FROM passages WHERE id = NEW.passage_id)
  ));
END;

CREATE TRIGGER corrections_agreed AFTER UPDATE OF agreed_at ON corrections
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('agreed', NEW.id, NEW.agreed_at); END;

CREATE TRIGGER corrections_reverted AFTER UPDATE OF reverted_at ON corrections
BEGIN INSERT INTO events (kind, row_id, at) VALUES ('reverted', NEW.id, NEW.reverted_at); END;

CREATE TRIGGER merges_made AFTER INSERT ON merges
BEGIN
  INSERT INTO events (kind, row_id, at, details) VALUES ('merged', NEW.id, NEW.merged_at, json_object(
    'into', (SELECT name FROM names WHERE id = NEW.into_id)
  ));
END;

CREATE TRIGGER merges_undone AFTER UPDATE OF undone_at ON merges
BEGIN
  INSERT INTO events (kind, row_id, at, details) VALUES ('merge undone', NEW.id, NEW.undone_at, json_object(
    'into', (SELECT name FROM names WHERE id = NEW.into_id)
  ));
END;

CREATE TRIGGER preferences_made AFTER INSERT ON preferences
BEGIN
  INSERT INTO events (kind, row_id, at, details) VALUES ('preferred', NEW.id, NEW.made_at, json_object(
    'figure', (SELECT name FROM names WHERE id = NEW.figure_id),
    'attribute', (SELECT name FROM names WHERE id = NEW.attribute_id)
  ));
END;
