SELECT id FROM active_corrections
WHERE document_id = :document_id AND figure_id = :figure_id AND attribute_id = :attribute_id
