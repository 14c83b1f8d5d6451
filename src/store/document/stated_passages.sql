-- A document's prose as it states it, in reading order; figures as a JSON array in column order, by the names by which the
-- document calls them.
SELECT
  sections.position AS section,
  sections.heading AS heading,
  passages.text AS text,
  (
    SELECT json_group_array(name)
    FROM (
      SELECT names.name AS name
      FROM passage_figures
      LEFT JOIN document_figures
        ON document_figures.document_id = sections.document_id
        AND document_figures.figure_id = passage_figures.figure_id
      JOIN names ON names.id = coalesce(document_figures.figure_alias_id, passage_figures.figure_id)
      WHERE passage_figures.passage_id = passages.id
      ORDER BY document_figures.position
    )
  ) AS figures
FROM sections
JOIN passages ON passages.section_id = sections.id
WHERE sections.document_id = :document_id
ORDER BY sections.position, passages.position
