-- Moves all that is of one figure or attribute (:old) to another (:into). What a document states keeps the name by which the
-- document calls it, as an alias. Ids of figures and attributes never meet, so that each statement serves both kinds.
UPDATE preferences SET replaced_at = :now WHERE id IN (SELECT value FROM json_each(:moved, '$.replaced'));

-- Values that corrections stand on are put back where they are still needed.
DELETE FROM attribute_values
WHERE status = 'absent' AND (figure_id IN (:old, :into) OR attribute_id IN (:old, :into));

UPDATE document_figures SET figure_id = :into, figure_alias_id = coalesce(figure_alias_id, :old) WHERE figure_id = :old;

UPDATE attribute_values SET figure_id = :into WHERE figure_id = :old;

UPDATE attribute_values
SET attribute_id = :into, attribute_alias_id = coalesce(attribute_alias_id, :old)
WHERE attribute_id = :old;

UPDATE passage_figures SET figure_id = :into WHERE figure_id = :old;

UPDATE corrections SET figure_id = :into, figure_alias_id = coalesce(figure_alias_id, :old) WHERE figure_id = :old;

UPDATE corrections
SET attribute_id = :into, attribute_alias_id = coalesce(attribute_alias_id, :old)
WHERE attribute_id = :old;

UPDATE preferences SET figure_id = :into, figure_alias_id = coalesce(figure_alias_id, :old) WHERE figure_id = :old;

UPDATE preferences
SET attribute_id = :into, attribute_alias_id = coalesce(attribute_alias_id, :old)
WHERE attribute_id = :old;

UPDATE merges SET into_id = :into WHERE into_id = :old;

DELETE FROM figures WHERE id = :old;

DELETE FROM attributes WHERE id = :old;

-- The name keeps its row, with its words, and so do its aliases.
UPDATE names SET alias_of = :into WHERE id = :old OR alias_of = :old;
