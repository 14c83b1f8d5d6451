UPDATE corrections SET passage_id = :passage_id WHERE id = :number AND passage_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM active_corrections WHERE passage_id = :passage_id
)
