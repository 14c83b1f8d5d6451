SELECT passage_id, figure_id FROM sections
JOIN passages ON passages.section_id = sections.id
JOIN passage_figures ON passage_figures.passage_id = passages.id
WHERE document_id = :document_id ORDER BY passage_id, figure_id
