SELECT *
FROM report_states
WHERE (:status IS NULL OR status = :status)
  AND (:figure_folded IS NULL OR figure_folded = :figure_folded OR figure_folded IN (
    SELECT figure_aliases.name_folded
    FROM figures
    JOIN figure_aliases ON figure_aliases.figure_id = figures.id
    WHERE figures.name_folded = :figure_folded
  ))
  AND (:problem IS NULL OR problem = :problem)
  AND (:spam IS NULL OR (resolution IS 'spam') = :spam)
ORDER BY id
