-- What a document says after corrections, with what of it is corrected.
SELECT 'value' AS place, figure AS figures, attribute, value AS text, status
FROM current_values
WHERE document_id = :id
UNION ALL
SELECT 'passage ' || section || '.' || passage, figures, heading, text, status
FROM current_passages
WHERE document_id = :id
UNION ALL
SELECT 'summary', '', '', coalesce(active_corrections.new_text, documents.summary), ''
FROM documents
LEFT JOIN active_corrections ON active_corrections.document_id = documents.id AND active_corrections.target = 'summary'
WHERE documents.id = :id
UNION ALL
SELECT 'preference', figures.name, attributes.name, '', ''
FROM preferences
JOIN figures ON figures.id = preferences.figure_id
JOIN attributes ON attributes.id = preferences.attribute_id
WHERE preferences.document_id = :id AND preferences.replaced_at IS NULL
UNION ALL
SELECT
  'correction ' || corrections.made_at, coalesce(figures.name, ''), coalesce(attributes.name, corrections.section, ''),
  -- What the document said then is for its editor to look at, where it is not what it says.
  json_array(corrections.new_text, corrections.lost_text, corrections.note, corrections.report_id),
  json_array(corrections.reverted_at IS NULL, corrections.agreed_at)
FROM corrections
LEFT JOIN figures ON figures.id = corrections.figure_id
LEFT JOIN attributes ON attributes.id = corrections.attribute_id
WHERE corrections.document_id = :id
