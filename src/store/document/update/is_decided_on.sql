SELECT EXISTS (SELECT 1 FROM corrections WHERE document_id = :document_id)
  OR EXISTS (SELECT 1 FROM preferences WHERE document_id = :document_id)
