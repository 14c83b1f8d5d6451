-- What was filed on places that may be the same as that of a report: on the same document, for prose and documents as a
-- whole, else on the same figure under any of its names. Found by the indexes, however many reports there are.
SELECT *
FROM reports
WHERE id IN (
  SELECT id FROM reports WHERE document = :document AND target IN ('passage', 'summary', 'document')
  UNION
  SELECT reports.id
  FROM names AS given
  JOIN names
    ON names.id = coalesce(given.alias_of, given.id) OR names.alias_of = coalesce(given.alias_of, given.id)
  JOIN reports ON reports.figure_folded = names.folded
  WHERE given.kind = 'figure' AND given.folded = :figure
  UNION
  SELECT id FROM reports WHERE figure_folded = :figure
)
ORDER BY id
