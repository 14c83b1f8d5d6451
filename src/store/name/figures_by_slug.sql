SELECT figures.id AS id, figures.name AS name
FROM name_words
JOIN figures ON figures.id = name_words.name_id
WHERE name_words.word = :word AND figures.slug = :slug
ORDER BY figures.id
