-- The events that brought a document's contents, oldest first: as manieth as these are its former states, and the last one,
-- unless it is out, is that of its present state.
SELECT
  events.id AS sequence,
  events.at AS at,
  (
    SELECT kind
    FROM events AS before
    WHERE before.row_id = events.row_id AND before.kind IN ('imported', 'updated', 'forgotten', 'restored')
      AND before.id < events.id
    ORDER BY before.id DESC
    LIMIT 1
  ) IS 'restored' AS is_restored
FROM events
WHERE events.row_id = :id AND events.kind IN ('imported', 'updated')
ORDER BY events.id
