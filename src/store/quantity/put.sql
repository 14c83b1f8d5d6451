INSERT OR REPLACE INTO quantities
  (value_id, kind, low, high, unit, approximate, amount_low, amount_high, base_unit)
VALUES (:value_id, :kind, :low, :high, :unit, :approximate, :amount_low, :amount_high, :base_unit)
