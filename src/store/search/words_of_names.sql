SELECT word FROM (SELECT DISTINCT word FROM name_words WHERE word >= :from AND word < :to LIMIT :most)
UNION
SELECT word FROM (SELECT DISTINCT word FROM heading_words WHERE word >= :from AND word < :to LIMIT :most)
