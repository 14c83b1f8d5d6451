-- The documents that compare a figure, or did so in a former state under any of its names, or had a value of it corrected.
SELECT document_id FROM document_figures WHERE figure_id = :figure_id
UNION
SELECT document_id FROM corrections WHERE figure_id = :figure_id
UNION
SELECT document_versions.document_id
FROM document_versions, json_each(document_versions.figures) AS names
WHERE names.value IN (
  SELECT name FROM names WHERE id = :figure_id OR alias_of = :figure_id
)
