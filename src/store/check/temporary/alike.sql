-- The pairs of figures or attributes whose names look like one, in the order of their ids.
SELECT first, id AS second
FROM (
  SELECT min(id) OVER (PARTITION BY form) AS first, id FROM name_forms WHERE is_short IS NULL
)
WHERE id > first
UNION
-- `Mercury` is neither of two qualified ones, and `J. Smith` none of many.
SELECT min(short, whole), max(short, whole)
FROM (
  SELECT min(id) FILTER (WHERE is_short) AS short, min(id) FILTER (WHERE NOT is_short) AS whole
  FROM name_forms
  WHERE is_short IS NOT NULL
  GROUP BY form
  HAVING min(id) FILTER (WHERE is_short) = max(id) FILTER (WHERE is_short)
    AND min(id) FILTER (WHERE NOT is_short) = max(id) FILTER (WHERE NOT is_short)
)
WHERE short <> whole
ORDER BY 1, 2
