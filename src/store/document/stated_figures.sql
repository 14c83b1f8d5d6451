-- The figures that a document's passages are about, of each passage in column order, by the names by which the document calls
-- them. One statement for all passages, because one for each makes reading the sections take a tenth more instructions.
SELECT
  passage_figures.passage_id,
  names.name
FROM sections
JOIN passages ON passages.section_id = sections.id
JOIN passage_figures ON passage_figures.passage_id = passages.id
LEFT JOIN document_figures
  ON document_figures.document_id = sections.document_id
  AND document_figures.figure_id = passage_figures.figure_id
JOIN names ON names.id = coalesce(document_figures.figure_alias_id, passage_figures.figure_id)
WHERE sections.document_id = :document_id
ORDER BY document_figures.position, passage_figures.figure_id
