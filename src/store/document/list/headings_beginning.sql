SELECT heading
FROM headings
WHERE substr(heading, 1, length(:beginning)) = :beginning COLLATE NOCASE
  AND EXISTS (SELECT 1 FROM sections WHERE sections.heading = headings.heading)
ORDER BY heading
LIMIT :most
