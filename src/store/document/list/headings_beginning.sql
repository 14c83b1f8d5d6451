-- Of the first sections only: there is no index by heading, and few headings come up that the first 50,000 sections do not have.
SELECT DISTINCT heading
FROM (SELECT heading FROM sections ORDER BY id LIMIT 50000)
WHERE substr(heading, 1, length(:beginning)) = :beginning COLLATE NOCASE
ORDER BY heading
LIMIT :most
