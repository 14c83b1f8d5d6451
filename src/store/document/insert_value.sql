INSERT INTO attribute_values (id, document_id, figure_id, attribute_id, attribute_alias_id, position, text, status)
VALUES (:id, :document_id, :figure_id, :attribute_id, :alias_id, :position, :text, :status)
