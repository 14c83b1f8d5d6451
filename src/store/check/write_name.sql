-- Writes a name (:id) as it is kept (:cleaned), and what calls it by how it was written (:name).
UPDATE merges SET name = :cleaned WHERE name = :name AND moved ->> '$.id' = :id;

UPDATE names SET name = :cleaned WHERE id = :id;
