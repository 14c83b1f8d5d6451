-- The document at an address, and those whose pages state it too and that compare a figure, or compared it when they were
-- taken out. By the figure, and only if there are any: a badly made site states one address on all its pages, and a
-- figure may be on all pages of a good one. One can come twice: to make them distinct here costs more than the rest.
SELECT id FROM documents WHERE address = :address
UNION ALL
SELECT documents.id
FROM document_figures
CROSS JOIN documents ON documents.id = document_figures.document_id
WHERE EXISTS (SELECT 1 FROM documents WHERE claimed_address = :address)
  AND document_figures.figure_id = :figure_id AND documents.claimed_address = :address
UNION ALL
SELECT documents.id
FROM forgotten_documents
CROSS JOIN documents ON documents.id = forgotten_documents.document_id
WHERE forgotten_documents.restored_at IS NULL AND documents.claimed_address = :address
