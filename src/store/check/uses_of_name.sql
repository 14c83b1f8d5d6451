SELECT
(SELECT count(*) FROM document_figures WHERE figure_id = ?1)
+ (SELECT count(*) FROM attribute_values WHERE attribute_id = ?1)
