SELECT
(SELECT count(*) FROM document_figures WHERE figure_id = :id)
+ (SELECT count(*) FROM attribute_values WHERE attribute_id = :id)
