-- How many texts the full-text index lacks, and how many it has that are not there.
SELECT
  (SELECT count(*) FROM search_texts WHERE id NOT IN (SELECT id FROM search_index_docsize)) AS missing,
  (SELECT count(*) FROM search_index_docsize WHERE id NOT IN (SELECT id FROM search_texts)) AS surplus
