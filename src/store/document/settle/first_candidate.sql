-- The first candidate of an unclear row that neither a person nor other documents told apart.
SELECT reason, candidates -> '$[0]' AS split
FROM unclear_rows
WHERE id = :id AND settled_row_id IS NULL AND inferred IS NULL
