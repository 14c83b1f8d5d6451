SELECT *
FROM report_states
WHERE (:status IS NULL OR status = :status)
  AND (:figure_folded IS NULL OR figure_folded = :figure_folded OR figure_folded IN (
    SELECT aliases.folded
    FROM names
    JOIN names AS aliases ON aliases.alias_of = names.id
    WHERE names.kind = 'figure' AND names.folded = :figure_folded
  ))
  AND (:problem IS NULL OR problem = :problem)
  AND (:spam IS NULL OR (resolution IS 'spam') = :spam)
ORDER BY id
