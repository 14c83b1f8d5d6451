-- The headings of sections that are not among those that are found by their words.
SELECT DISTINCT heading FROM sections WHERE heading <> '' AND heading NOT IN (SELECT heading FROM headings) ORDER BY heading
