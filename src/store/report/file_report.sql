INSERT INTO reports (
  uid, target, problem, document, figure, figure_folded, attribute, attribute_folded, section, quote, seen, proposed,
  comment, evidence, reporter, filed_at
) VALUES (
  coalesce(:uid, lower(hex(randomblob(16)))), :target, :problem, :document, :figure, :figure_folded, :attribute, :attribute_folded,
  :section, :quote, :seen, :proposed, :comment, :evidence, :reporter, :filed_at
)
