-- What happened until a moment, in its order. Reports do not matter, and may bear the time of another base.
SELECT kind, row_id, at, details
FROM events
WHERE kind NOT IN ('filed', 'supported', 'accepted', 'declined', 'reopened')
  AND id <= (
    SELECT id
    FROM events
    WHERE at <= :moment AND kind NOT IN ('filed', 'supported', 'accepted', 'declined', 'reopened')
    ORDER BY id DESC
    LIMIT 1
  )
ORDER BY id
