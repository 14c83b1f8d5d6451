SELECT
  figures.name AS figure,
  attributes.name AS attribute,
  documents.slug AS document,
  preferences.editor AS editor,
  preferences.note AS note,
  preferences.made_at AS made_at,
  preferences.replaced_at AS replaced_at
FROM preferences
JOIN figures ON figures.id = preferences.figure_id
JOIN attributes ON attributes.id = preferences.attribute_id
JOIN documents ON documents.id = preferences.document_id
ORDER BY preferences.id
