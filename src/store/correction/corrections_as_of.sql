-- The corrections of a document that were active at a moment.
SELECT
  corrections.target AS target,
  documents.slug AS document,
  figures.name AS figure,
  attributes.name AS attribute,
  corrections.section AS section,
  corrections.base_text AS base,
  corrections.new_text AS text,
  corrections.editor AS editor
FROM corrections
JOIN documents ON documents.id = corrections.document_id
LEFT JOIN figures ON figures.id = corrections.figure_id
LEFT JOIN attributes ON attributes.id = corrections.attribute_id
WHERE corrections.document_id = :document_id AND corrections.made_at <= :moment
  AND (corrections.reverted_at IS NULL OR corrections.reverted_at > :moment)
ORDER BY corrections.id
