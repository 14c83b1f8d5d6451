SELECT *
FROM report_states
WHERE (:status IS NULL OR status = :status)
  AND (:figure_folded IS NULL OR figure_folded = :figure_folded)
  AND (:problem IS NULL OR problem = :problem)
ORDER BY id
