-- What a merge of the figure moves, so that it can be undone.
SELECT json_object(
  'id', figures.id,
  'name', figures.name,
  'folded', figures.name_folded,
  'slug', figures.slug,
  'documents', json((SELECT json_group_array(document_id) FROM document_figures WHERE figure_id = :old)),
  'values', json((
    SELECT json_group_array(json_array(id, document_id)) FROM attribute_values WHERE figure_id = :old
  )),
  -- What the other has in these documents already, such as a correction made when a page spelled the name otherwise.
  'own', json((
    SELECT json_group_array(id)
    FROM attribute_values
    WHERE figure_id = :into AND document_id IN (SELECT document_id FROM document_figures WHERE figure_id = :old)
  )),
  'passages', json((
    SELECT json_group_array(json_array(passages.id, sections.document_id))
    FROM passage_figures
    JOIN passages ON passages.id = passage_figures.passage_id
    JOIN sections ON sections.id = passages.section_id
    WHERE passage_figures.figure_id = :old
  )),
  'corrections', json((SELECT json_group_array(id) FROM corrections WHERE figure_id = :old)),
  'last_correction', (SELECT coalesce(max(id), 0) FROM corrections),
  'preferences', json((SELECT json_group_array(id) FROM preferences WHERE figure_id = :old)),
  -- Decisions that give way, because the other has one for the same attribute.
  'replaced', json((
    SELECT json_group_array(id)
    FROM preferences
    WHERE figure_id = :old AND replaced_at IS NULL AND attribute_id IN (
      SELECT attribute_id FROM preferences WHERE figure_id = :into AND replaced_at IS NULL
    )
  )),
  -- Absent values that give way to what the document says under the other name.
  'absent', json((
    SELECT json_group_array(json_object(
      'id', iif(a.status = 'absent', a.id, b.id),
      'of_old', a.status = 'absent',
      'document', a.document_id,
      'attribute', a.attribute_id,
      'position', iif(a.status = 'absent', a.position, b.position)
    ))
    FROM attribute_values AS a
    JOIN attribute_values AS b
      ON b.figure_id = :into AND b.attribute_id = a.attribute_id AND b.document_id = a.document_id
    WHERE a.figure_id = :old AND 'absent' IN (a.status, b.status)
  )),
  'aliases', json((SELECT json_group_array(name_folded) FROM figure_aliases WHERE figure_id = :old)),
  'merges', json((SELECT json_group_array(id) FROM merges WHERE into_figure_id = :old))
)
FROM figures
WHERE figures.id = :old
