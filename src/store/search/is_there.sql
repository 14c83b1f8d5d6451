-- Whether a text, a name or the heading of a section has a word.
SELECT
  EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH :query)
  OR EXISTS (SELECT 1 FROM name_words WHERE word = :word)
  OR EXISTS (
    SELECT 1
    FROM heading_words
    JOIN headings ON headings.id = heading_words.heading_id
    JOIN sections ON sections.heading = headings.heading
    WHERE heading_words.word = :word
  )
