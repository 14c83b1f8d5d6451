INSERT INTO corrections (
  target, document_id, figure_id, attribute_id, figure_alias_id, attribute_alias_id, section, passage_id, base_text,
  new_text, editor, note, report_id, made_at
)
SELECT
  :target,
  coalesce(:document_id, (
    SELECT sections.document_id FROM passages JOIN sections ON sections.id = passages.section_id WHERE passages.id = :passage_id
  )),
  :figure_id,
  :attribute_id,
  (SELECT figure_alias_id FROM document_figures WHERE document_id = :document_id AND figure_id = :figure_id),
  -- As the document calls the attribute for this figure, else for another.
  (
    SELECT attribute_alias_id
    FROM attribute_values
    WHERE document_id = :document_id AND attribute_id = :attribute_id AND status <> 'absent'
    ORDER BY figure_id <> :figure_id, position
    LIMIT 1
  ),
  (SELECT sections.heading FROM passages JOIN sections ON sections.id = passages.section_id WHERE passages.id = :passage_id),
  :passage_id,
  :base_text,
  :new_text,
  :editor,
  :note,
  :report_id,
  :made_at
