UPDATE corrections SET passage_id = ?2 WHERE id = ?1 AND passage_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM active_corrections WHERE passage_id = ?2
)
