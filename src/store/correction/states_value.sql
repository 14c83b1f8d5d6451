SELECT 1 FROM current_values
WHERE figure_id = :figure_id AND attribute_id = :attribute_id AND document_id = :document_id AND value <> ''
