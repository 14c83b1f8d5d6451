SELECT passages.id, passages.text FROM passages JOIN sections ON sections.id = section_id
WHERE document_id = ?1 AND heading = ?2
  AND NOT EXISTS (SELECT 1 FROM corrections WHERE passage_id = passages.id)
