SELECT
EXISTS (
  SELECT 1 FROM document_figures AS a JOIN document_figures AS b USING (document_id)
  WHERE a.figure_id = :a AND b.figure_id = :b
)
OR EXISTS (
  SELECT 1 FROM attribute_values AS a JOIN attribute_values AS b USING (figure_id, document_id)
  WHERE a.attribute_id = :a AND b.attribute_id = :b
)
