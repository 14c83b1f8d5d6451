DELETE FROM attributes
WHERE id = ?1
  AND NOT EXISTS (SELECT 1 FROM attribute_values WHERE attribute_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM corrections WHERE attribute_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM attribute_aliases WHERE attribute_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM merges WHERE into_attribute_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM preferences WHERE attribute_id = ?1)
