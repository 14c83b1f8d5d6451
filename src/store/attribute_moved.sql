-- What a merge of the attribute moves, so that it can be undone.
SELECT json_object(
  'id', attributes.id,
  'name', attributes.name,
  'folded', attributes.name_folded,
  'slug', attributes.slug,
  'values', json((
    SELECT json_group_array(json_array(id, document_id)) FROM attribute_values WHERE attribute_id = :old
  )),
  'corrections', json((SELECT json_group_array(id) FROM corrections WHERE attribute_id = :old)),
  'last_correction', (SELECT coalesce(max(id), 0) FROM corrections),
  'preferences', json((SELECT json_group_array(id) FROM preferences WHERE attribute_id = :old)),
  -- Decisions that give way, because the other has one for the same figure.
  'replaced', json((
    SELECT json_group_array(id)
    FROM preferences
    WHERE attribute_id = :old AND replaced_at IS NULL AND figure_id IN (
      SELECT figure_id FROM preferences WHERE attribute_id = :into AND replaced_at IS NULL
    )
  )),
  'aliases', json((SELECT json_group_array(name_folded) FROM attribute_aliases WHERE attribute_id = :old)),
  'merges', json((SELECT json_group_array(id) FROM merges WHERE into_attribute_id = :old))
)
FROM attributes
WHERE attributes.id = :old
