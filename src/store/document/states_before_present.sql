-- How many former states a document has; no row where it has no present one.
SELECT (SELECT count(*) FROM document_versions WHERE document_id = present_documents.id)
FROM present_documents
WHERE id = :id
