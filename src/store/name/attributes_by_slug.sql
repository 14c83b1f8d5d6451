SELECT attributes.id AS id, attributes.name AS name
FROM name_words
JOIN attributes ON attributes.id = name_words.name_id
WHERE name_words.word = :word AND attributes.slug = :slug
ORDER BY attributes.id
