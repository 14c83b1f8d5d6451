-- What undoing a merge needs that no document states.
SELECT json_object(
  'id', :old,
  'slug', coalesce((SELECT slug FROM figures WHERE id = :old), (SELECT slug FROM attributes WHERE id = :old)),
  -- Decisions that give way, because the other has one in the same place.
  'replaced', json((
    SELECT json_group_array(a.id)
    FROM preferences AS a
    JOIN preferences AS b
      ON b.replaced_at IS NULL
      AND b.figure_id = iif(a.figure_id = :old, :into, a.figure_id)
      AND b.attribute_id = iif(a.attribute_id = :old, :into, a.attribute_id)
    WHERE (a.figure_id = :old OR a.attribute_id = :old) AND a.replaced_at IS NULL
  )),
  'aliases', json((SELECT json_group_array(id) FROM names WHERE alias_of = :old)),
  'merges', json((SELECT json_group_array(id) FROM merges WHERE into_id = :old))
)
