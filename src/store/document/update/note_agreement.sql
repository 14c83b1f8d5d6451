UPDATE corrections
SET agreed_at = :now
WHERE document_id = :document_id AND reverted_at IS NULL AND agreed_at IS NULL AND new_text <> base_text AND new_text = (
  CASE corrections.target
    WHEN 'value' THEN (
      SELECT text FROM attribute_values
      WHERE attribute_values.document_id = corrections.document_id AND attribute_values.figure_id = corrections.figure_id
        AND attribute_values.attribute_id = corrections.attribute_id AND attribute_values.status <> 'absent'
    )
    WHEN 'passage' THEN (SELECT text FROM passages WHERE passages.id = corrections.passage_id)
    ELSE (SELECT summary FROM documents WHERE documents.id = corrections.document_id)
  END
)
