-- A document's prose as it states it, in reading order; figures as a JSON array in column order.
SELECT
  sections.position,
  sections.heading,
  passages.text,
  (
    SELECT json_group_array(name)
    FROM (
      SELECT figures.name AS name
      FROM passage_figures
      JOIN figures ON figures.id = passage_figures.figure_id
      LEFT JOIN document_figures
        ON document_figures.document_id = sections.document_id AND document_figures.figure_id = figures.id
      WHERE passage_figures.passage_id = passages.id
      ORDER BY document_figures.position
    )
  )
FROM sections
JOIN passages ON passages.section_id = sections.id
WHERE sections.document_id = ?1
ORDER BY sections.position, passages.position
