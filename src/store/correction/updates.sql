SELECT events.id AS sequence, events.at AS at, documents.slug AS document
FROM events
JOIN documents ON documents.id = events.row_id
WHERE events.kind = 'updated' AND events.id > :since
  -- One that came back is no update.
  AND NOT EXISTS (
    SELECT 1
    FROM events AS before
    WHERE before.row_id = events.row_id AND before.kind = 'restored'
      AND before.id = (
        SELECT max(id)
        FROM events AS last
        WHERE last.row_id = events.row_id AND last.kind IN ('imported', 'updated', 'forgotten', 'restored')
          AND last.id < events.id
      )
  )
