DELETE FROM attribute_values WHERE status = 'absent' AND document_id = :document_id AND figure_id = :figure_id
AND attribute_id = :attribute_id
