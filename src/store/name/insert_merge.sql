INSERT INTO merges (kind, name, into_figure_id, into_attribute_id, moved, editor, note, merged_at)
VALUES (:kind, :name, :into_figure_id, :into_attribute_id, :moved, :editor, :note, :now)
