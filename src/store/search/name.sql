SELECT kind, coalesce(alias_of, id), name, alias_of IS NOT NULL FROM names WHERE id = ?1
