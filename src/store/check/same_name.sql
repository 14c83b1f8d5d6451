-- The name that is looked up under a form, other than that of a row.
SELECT name FROM names WHERE kind = :kind AND folded = :folded AND id <> :id
