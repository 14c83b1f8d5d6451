-- Deletes a further name. What documents state under it stays where it is; where a merge brought the name along, it goes back
-- with that merge, under the name that was merged (:merged).
UPDATE document_figures SET figure_alias_id = :merged WHERE figure_alias_id = :id;

UPDATE attribute_values SET attribute_alias_id = :merged WHERE attribute_alias_id = :id;

UPDATE corrections SET figure_alias_id = :merged WHERE figure_alias_id = :id;

UPDATE corrections SET attribute_alias_id = :merged WHERE attribute_alias_id = :id;

UPDATE preferences SET figure_alias_id = :merged WHERE figure_alias_id = :id;

UPDATE preferences SET attribute_alias_id = :merged WHERE attribute_alias_id = :id;

DELETE FROM names WHERE id = :id;
