INSERT INTO merges (kind, name, into_id, moved, editor, note, merged_at)
VALUES (:kind, :name, :into, :moved, :editor, :note, :now)
