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
  'aliases', json((SELECT json_group_array(name_folded) FROM figure_aliases WHERE figure_id = :old)),
  'merges', json((SELECT json_group_array(id) FROM merges WHERE into_figure_id = :old))
)
FROM figures
WHERE figures.id = :old
