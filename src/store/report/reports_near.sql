-- What was filed on places that may be the same as that of a report: on the same document, for prose and documents as a
-- whole, else on the same figure under any of its names. Found by the indexes, however many reports there are.
SELECT *
FROM reports
WHERE id IN (
  SELECT id FROM reports WHERE document = :document AND target IN ('passage', 'summary', 'document')
  UNION
  SELECT reports.id
  FROM (
    SELECT id FROM figures WHERE name_folded = :figure
    UNION
    SELECT figure_id FROM figure_aliases WHERE name_folded = :figure
  ) AS figure
  JOIN (
    SELECT id AS figure_id, name_folded FROM figures
    UNION ALL
    SELECT figure_id, name_folded FROM figure_aliases
  ) AS names ON names.figure_id = figure.id
  JOIN reports ON reports.figure_folded = names.name_folded
  UNION
  SELECT id FROM reports WHERE figure_folded = :figure
)
ORDER BY id
