-- The page of a piece of the full-text index on which a word stands, or would. The last bit says something else.
SELECT pgno >> 1 FROM search_index_idx WHERE segid = :segment AND term <= :word ORDER BY term DESC LIMIT 1
