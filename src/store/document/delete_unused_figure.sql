DELETE FROM figures
WHERE id = ?1
  AND NOT EXISTS (SELECT 1 FROM document_figures WHERE figure_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM attribute_values WHERE figure_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM passage_figures WHERE figure_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM corrections WHERE figure_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM figure_aliases WHERE figure_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM merges WHERE into_figure_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM preferences WHERE figure_id = ?1)
