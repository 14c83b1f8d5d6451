-- Which document has, or had, which figure, by each of the names that this has, or had then.
SELECT document_figures.document_id AS document_id, names.name AS name
FROM document_figures
JOIN names ON names.id = document_figures.figure_id
UNION ALL
SELECT document_figures.document_id, names.name
FROM document_figures
JOIN names ON names.id = document_figures.figure_alias_id
UNION ALL
SELECT document_versions.document_id, figures.value
FROM document_versions, json_each(document_versions.figures) AS figures
UNION ALL
SELECT corrections.document_id, events.details ->> '$.figure'
FROM corrections
JOIN events ON events.row_id = corrections.id AND events.kind = 'corrected'
WHERE corrections.figure_id IS NOT NULL
