SELECT EXISTS (
  SELECT 1 FROM attribute_values WHERE document_id = :document_id AND status <> 'absent' AND attribute_id = :attribute_id
)
