SELECT EXISTS (
  SELECT 1 FROM attribute_values WHERE document_id = ?1 AND status <> 'absent' AND attribute_id = ?2
)
