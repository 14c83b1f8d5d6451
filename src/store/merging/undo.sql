-- Moves back to a figure or attribute (:old) what is its own, from the one that it was merged into (:into): whatever a
-- document states under its name or under one of the aliases that it had.
UPDATE names SET alias_of = :old WHERE alias_of = :into AND id IN (SELECT value FROM json_each(:moved, '$.aliases'));

-- Values that corrections stand on are put back where they are still needed.
DELETE FROM attribute_values
WHERE status = 'absent' AND (figure_id = :into OR attribute_id = :into);

UPDATE document_figures
SET figure_id = :old, figure_alias_id = nullif(figure_alias_id, :old)
WHERE figure_id = :into AND figure_alias_id IN (SELECT id FROM names WHERE id = :old OR alias_of = :old);

UPDATE attribute_values
SET figure_id = :old
WHERE figure_id = :into AND document_id IN (SELECT document_id FROM document_figures WHERE figure_id = :old);

UPDATE attribute_values
SET attribute_id = :old, attribute_alias_id = nullif(attribute_alias_id, :old)
WHERE attribute_id = :into AND attribute_alias_id IN (SELECT id FROM names WHERE id = :old OR alias_of = :old);

UPDATE passage_figures
SET figure_id = :old
WHERE figure_id = :into
  AND passage_id IN (
    SELECT passages.id
    FROM document_figures
    JOIN sections ON sections.document_id = document_figures.document_id
    JOIN passages ON passages.section_id = sections.id
    WHERE document_figures.figure_id = :old
  );

UPDATE corrections
SET figure_id = :old, figure_alias_id = nullif(figure_alias_id, :old)
WHERE figure_id = :into AND figure_alias_id IN (SELECT id FROM names WHERE id = :old OR alias_of = :old);

UPDATE corrections
SET attribute_id = :old, attribute_alias_id = nullif(attribute_alias_id, :old)
WHERE attribute_id = :into AND attribute_alias_id IN (SELECT id FROM names WHERE id = :old OR alias_of = :old);

UPDATE preferences
SET figure_id = :old, figure_alias_id = nullif(figure_alias_id, :old)
WHERE figure_id = :into AND figure_alias_id IN (SELECT id FROM names WHERE id = :old OR alias_of = :old);

UPDATE preferences
SET attribute_id = :old, attribute_alias_id = nullif(attribute_alias_id, :old)
WHERE attribute_id = :into AND attribute_alias_id IN (SELECT id FROM names WHERE id = :old OR alias_of = :old);

-- Not where another decision was made meanwhile.
UPDATE OR IGNORE preferences SET replaced_at = NULL WHERE id IN (SELECT value FROM json_each(:moved, '$.replaced'));

UPDATE merges SET into_id = :old WHERE into_id = :into AND id IN (SELECT value FROM json_each(:moved, '$.merges'));
