-- What a merge moves, so that it can be undone. Ids of figures and attributes never meet: what belongs to the other kind
-- only is empty.
SELECT json_object(
  'id', :old,
  'slug', coalesce((SELECT slug FROM figures WHERE id = :old), (SELECT slug FROM attributes WHERE id = :old)),
  'documents', json((SELECT json_group_array(document_id) FROM document_figures WHERE figure_id = :old)),
  'values', json((
    SELECT json_group_array(json_array(id, document_id))
    FROM attribute_values WHERE figure_id = :old OR attribute_id = :old
  )),
  -- What the other figure has in these documents already, such as a correction made when a page spelled the name otherwise.
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
  'corrections', json((
    SELECT json_group_array(id) FROM corrections WHERE figure_id = :old OR attribute_id = :old
  )),
  'last_correction', (SELECT coalesce(max(id), 0) FROM corrections),
  'preferences', json((
    SELECT json_group_array(id) FROM preferences WHERE figure_id = :old OR attribute_id = :old
  )),
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
  -- Absent values that give way to what the document says under the other name.
  'absent', json((
    SELECT json_group_array(json_object(
      'id', gone.id, 'document', gone.document_id, 'figure', gone.figure_id, 'attribute', gone.attribute_id,
      'position', gone.position
    ))
    FROM attribute_values AS a
    JOIN attribute_values AS b
      ON b.document_id = a.document_id
      AND b.figure_id = iif(a.figure_id = :old, :into, a.figure_id)
      AND b.attribute_id = iif(a.attribute_id = :old, :into, a.attribute_id)
    JOIN attribute_values AS gone ON gone.id = iif(a.status = 'absent', a.id, b.id)
    WHERE (a.figure_id = :old OR a.attribute_id = :old) AND 'absent' IN (a.status, b.status)
  )),
  'aliases', json((SELECT json_group_array(id) FROM names WHERE alias_of = :old)),
  'merges', json((SELECT json_group_array(id) FROM merges WHERE into_id = :old))
)
