-- Deletes a figure or attribute that nothing in the base needs any more, with its name.
DELETE FROM names
WHERE id = :id
  AND NOT EXISTS (SELECT 1 FROM document_figures WHERE figure_id = :id)
  AND NOT EXISTS (SELECT 1 FROM attribute_values WHERE figure_id = :id)
  AND NOT EXISTS (SELECT 1 FROM attribute_values WHERE attribute_id = :id)
  AND NOT EXISTS (SELECT 1 FROM passage_figures WHERE figure_id = :id)
  AND NOT EXISTS (SELECT 1 FROM corrections WHERE figure_id = :id)
  AND NOT EXISTS (SELECT 1 FROM corrections WHERE attribute_id = :id)
  AND NOT EXISTS (SELECT 1 FROM names WHERE alias_of = :id)
  AND NOT EXISTS (SELECT 1 FROM merges WHERE into_id = :id)
  AND NOT EXISTS (SELECT 1 FROM preferences WHERE figure_id = :id)
  AND NOT EXISTS (SELECT 1 FROM preferences WHERE attribute_id = :id)
