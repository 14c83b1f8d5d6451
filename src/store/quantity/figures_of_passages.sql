SELECT passage_figures.passage_id AS passage_id, passage_figures.figure_id AS figure_id
FROM sections
JOIN passages ON passages.section_id = sections.id
JOIN passage_figures ON passage_figures.passage_id = passages.id
WHERE sections.document_id = :document_id
