SELECT name FROM names WHERE kind = :kind AND folded >= :beginning AND folded < :end ORDER BY folded LIMIT :most
