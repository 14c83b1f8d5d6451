-- The documents of a run that do not have the address that their pages state, and those that have it.
SELECT documents.source AS source, documents.slug AS slug, other.slug AS other
FROM documents
JOIN documents AS other ON other.address = documents.claimed_address
WHERE documents.id >= :first
ORDER BY 2
