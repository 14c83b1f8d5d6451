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
  -- Absent values that give way to what the document says under the other name.
  'absent', json((
    SELECT json_group_array(json_object(
      'id', iif(a.status = 'absent', a.id, b.id),
      'of_old', a.status = 'absent',
      'document', a.document_id,
      'figure', a.figure_id,
      'position', iif(a.status = 'absent', a.position, b.position)
    ))
    FROM attribute_values AS a
    JOIN attribute_values AS b
      ON b.figure_id = a.figure_id AND b.attribute_id = :into AND b.document_id = a.document_id
    WHERE a.attribute_id = :old AND 'absent' IN (a.status, b.status)
  )),
  'aliases', json((SELECT json_group_array(name_folded) FROM attribute_aliases WHERE attribute_id = :old)),
  'merges', json((SELECT json_group_array(id) FROM merges WHERE into_attribute_id = :old))
)
FROM attributes
WHERE attributes.id = :old
