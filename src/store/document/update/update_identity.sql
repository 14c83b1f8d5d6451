-- An address that the page has lost stays, and one that another document has is not taken from it, only noted. Most changes of
-- a page leave all of it as it is, and then no index is touched.
UPDATE documents
SET page_slug = :page_slug, path_digest = :path_digest,
  address = CASE WHEN :address IS NULL OR others.has_address THEN address ELSE :address END,
  claimed_address = CASE WHEN :address IS NULL THEN claimed_address WHEN others.has_address THEN :address END
FROM (
  SELECT EXISTS (SELECT 1 FROM documents AS other WHERE other.address = :address AND other.id <> :id) AS has_address
) AS others
WHERE id = :id
  AND (
    page_slug <> :page_slug OR path_digest IS NOT :path_digest OR claimed_address IS NOT NULL
    OR :address IS NOT NULL AND address IS NOT :address
  )
