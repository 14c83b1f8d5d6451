INSERT INTO preferences (
  figure_id, attribute_id, figure_alias_id, attribute_alias_id, document_id, editor, note, made_at
)
SELECT
  :figure_id,
  :attribute_id,
  (SELECT figure_alias_id FROM document_figures WHERE document_id = :document_id AND figure_id = :figure_id),
  (
    SELECT attribute_alias_id
    FROM attribute_values
    WHERE document_id = :document_id AND attribute_id = :attribute_id AND status <> 'absent'
    ORDER BY figure_id <> :figure_id, position
    LIMIT 1
  ),
  :document_id,
  :editor,
  :note,
  :made_at
