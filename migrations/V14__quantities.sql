-- What values amount to, beside their text: see src/quantity.
CREATE TABLE quantities (
  -- One row is what a value, as it reads after corrections, amounts to. A value whose text has no certain reading has none.
  value_id INTEGER PRIMARY KEY REFERENCES attribute_values (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (
    kind = 'number' OR kind = 'percent' OR kind = 'money' OR kind = 'year' OR kind = 'date' OR kind = 'duration'
    OR kind = 'quantity' OR kind = 'score' OR kind = 'version' OR kind = 'boolean'
  ),
  low TEXT, -- the least that it may be, magnitudes multiplied out, dates as ISO 8601 writes them; NULL for no lower bound
  high TEXT, -- the most; NULL for no upper bound
  unit TEXT NOT NULL, -- as it is written; '' for none
  approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
  -- The same in the base unit of its kind, in which quantities with other units compare with it. Years and dates are Julian
  -- days. All NULL for a version.
  amount_low REAL,
  amount_high REAL,
  base_unit TEXT,
  CHECK (low IS NOT NULL OR high IS NOT NULL),
  CHECK (base_unit IS NOT NULL OR amount_low IS NULL AND amount_high IS NULL)
) STRICT;

CREATE VIEW current_quantities AS
-- One row is one value that amounts to something, as it reads after corrections.
SELECT
  current_values.document AS document,
  current_values.position AS position,
  current_values.attribute AS attribute,
  current_values.figure AS figure,
  current_values.value AS value,
  quantities.kind AS kind,
  quantities.low AS low,
  quantities.high AS high,
  quantities.unit AS unit,
  quantities.approximate AS approximate,
  quantities.amount_low AS amount_low, -- in base_unit
  quantities.amount_high AS amount_high,
  quantities.base_unit AS base_unit,
  current_values.value_id AS value_id,
  current_values.document_id AS document_id,
  current_values.figure_id AS figure_id,
  current_values.attribute_id AS attribute_id
FROM quantities
JOIN current_values ON current_values.value_id = quantities.value_id;
