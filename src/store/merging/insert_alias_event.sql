INSERT INTO events (kind, row_id, at, details)
VALUES (:what, :id, :now, json_object('kind', :kind, 'name', :name, 'alias', :alias, 'editor', :editor))
