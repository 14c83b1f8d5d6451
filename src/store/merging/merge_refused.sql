-- The documents that keep two figures, or two attributes, from being one: they compare both, or have something of both in
-- one place.
SELECT documents.slug
FROM documents
WHERE documents.id IN (
    SELECT a.document_id
    FROM document_figures AS a
    JOIN document_figures AS b ON b.document_id = a.document_id AND b.figure_id = :into
    WHERE a.figure_id = :old
    UNION
    SELECT a.document_id
    FROM attribute_values AS a
    JOIN attribute_values AS b
      ON b.document_id = a.document_id
      AND b.figure_id = iif(a.figure_id = :old, :into, a.figure_id)
      AND b.attribute_id = iif(a.attribute_id = :old, :into, a.attribute_id)
    WHERE (a.figure_id = :old OR a.attribute_id = :old) AND a.status <> 'absent' AND b.status <> 'absent'
    UNION
    SELECT sections.document_id
    FROM passage_figures AS a
    JOIN passage_figures AS b ON b.passage_id = a.passage_id AND b.figure_id = :into
    JOIN passages ON passages.id = a.passage_id
    JOIN sections ON sections.id = passages.section_id
    WHERE a.figure_id = :old
    UNION
    -- Those of documents that were taken out count as well: they may come back.
    SELECT a.document_id
    FROM corrections AS a
    JOIN corrections AS b
      ON b.document_id = a.document_id
      AND b.figure_id = iif(a.figure_id = :old, :into, a.figure_id)
      AND b.attribute_id = iif(a.attribute_id = :old, :into, a.attribute_id)
    WHERE (a.figure_id = :old OR a.attribute_id = :old) AND a.reverted_at IS NULL AND b.reverted_at IS NULL
  )
ORDER BY documents.id
