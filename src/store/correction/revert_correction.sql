UPDATE corrections
SET reverted_at = :reverted_at, reverted_by = :reverted_by, revert_note = :revert_note
WHERE id = :id
