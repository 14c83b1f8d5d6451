-- The first texts whose words are others in the full-text index, or stand there more or less often, with the words that the
-- index has more of and those that the text has more of. Only so many words are looked for.
WITH
  differing AS MATERIALIZED (
    SELECT term FROM (SELECT term, doc, cnt FROM indexed_words EXCEPT SELECT term, doc, cnt FROM text_words)
    UNION
    SELECT term FROM (SELECT term, doc, cnt FROM text_words EXCEPT SELECT term, doc, cnt FROM indexed_words)
    LIMIT :most
  ),
  indexed AS MATERIALIZED (
    SELECT doc, term, count(*) AS places FROM differing CROSS JOIN indexed_places USING (term) GROUP BY doc, term
  ),
  stated AS MATERIALIZED (
    SELECT doc, term, count(*) AS places FROM differing CROSS JOIN text_places USING (term) GROUP BY doc, term
  )
SELECT
  doc AS id,
  group_concat(term, '`, `') FILTER (WHERE is_indexed) AS indexed,
  group_concat(term, '`, `') FILTER (WHERE NOT is_indexed) AS stated
FROM (
  SELECT doc, term, 1 AS is_indexed
  FROM indexed LEFT JOIN stated USING (doc, term)
  WHERE indexed.places > coalesce(stated.places, 0)
  UNION ALL
  SELECT doc, term, 0
  FROM stated LEFT JOIN indexed USING (doc, term)
  WHERE stated.places > coalesce(indexed.places, 0)
)
GROUP BY doc
ORDER BY doc
LIMIT :most
