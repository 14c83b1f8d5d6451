SELECT DISTINCT coalesce(names.alias_of, names.id) FROM name_words JOIN names ON names.id = name_id
WHERE word >= :beginning AND word < :end AND kind = :kind ORDER BY 1
