-- The documents that ask for a slug and compare a figure, or compared it when they were taken out; only those without an
-- address, where the page has one.
SELECT documents.id
FROM document_figures
JOIN documents ON documents.id = document_figures.document_id
WHERE documents.page_slug = :page_slug AND (documents.address IS NULL OR NOT :has_address)
  AND document_figures.figure_id = :figure_id
UNION
SELECT documents.id
FROM forgotten_documents
JOIN documents ON documents.id = forgotten_documents.document_id
WHERE forgotten_documents.restored_at IS NULL
  AND documents.page_slug = :page_slug AND (documents.address IS NULL OR NOT :has_address)
ORDER BY 1
