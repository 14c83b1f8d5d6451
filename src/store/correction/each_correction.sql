SELECT
  corrections.id AS number,
  corrections.report_id AS report,
  corrections.target AS target,
  documents.slug AS document,
  figures.name AS figure,
  attributes.name AS attribute,
  corrections.section AS section,
  corrections.base_text AS base,
  corrections.new_text AS text,
  corrections.editor AS editor,
  corrections.note AS note,
  corrections.made_at AS made_at,
  corrections.reverted_at AS reverted_at,
  corrections.agreed_at AS agreed_at,
  corrections.reverted_by AS reverted_by,
  corrections.revert_note AS revert_note
FROM corrections
JOIN documents ON documents.id = corrections.document_id
LEFT JOIN figures ON figures.id = corrections.figure_id
LEFT JOIN attributes ON attributes.id = corrections.attribute_id
ORDER BY corrections.id
