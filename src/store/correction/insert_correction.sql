INSERT INTO corrections (
  target, document_id, figure_id, attribute_id, section, passage_id, base_text, new_text, editor, note, report_id, made_at
)
SELECT
  :target,
  coalesce(:document_id, (
    SELECT sections.document_id FROM passages JOIN sections ON sections.id = passages.section_id WHERE passages.id = :passage_id
  )),
  :figure_id,
  :attribute_id,
  (SELECT sections.heading FROM passages JOIN sections ON sections.id = passages.section_id WHERE passages.id = :passage_id),
  :passage_id,
  :base_text,
  :new_text,
  :editor,
  :note,
  :report_id,
  :made_at
