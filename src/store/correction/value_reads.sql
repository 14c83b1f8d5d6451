SELECT text FROM search_texts
WHERE id = (
  SELECT id FROM attribute_values
  WHERE document_id = :document_id AND figure_id = :figure_id AND attribute_id = :attribute_id
)
