//! How a quantity stands in a row.

use rusqlite::types::Type;
use rusqlite::{Row, Statement, params};

use crate::model::{Amount, Quantity, QuantityKind, ValueId};
use crate::store::base::columns;

/// The columns of a quantity in what a statement finds.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct QuantityColumns([usize; 8]);

impl QuantityColumns {
    /// Returns those of a statement that has them under their names.
    pub fn of(statement: &Statement) -> rusqlite::Result<Self> {
        let names = ["kind", "low", "high", "unit", "approximate", "amount_low", "amount_high", "base_unit"];
        columns(statement, names).map(Self)
    }

    /// Reads the quantity of a row; `None` where it has none.
    pub fn read(self, row: &Row) -> rusqlite::Result<Option<Quantity>> {
        let [kind, low, high, unit, approximate, amount_low, amount_high, base_unit] = self.0;
        let Some(kind) = row.get::<_, Option<String>>(kind)? else { return Ok(None) };
        let unknown = || {
            let message = format!("no kind of quantity: {kind}");
            rusqlite::Error::FromSqlConversionFailure(0, Type::Text, message.into())
        };
        let base: Option<String> = row.get(base_unit)?;
        let (least, most) = (row.get(amount_low)?, row.get(amount_high)?);
        Ok(Some(Quantity {
            kind: QuantityKind::from_name(&kind).ok_or_else(unknown)?,
            low: row.get(low)?,
            high: row.get(high)?,
            unit: row.get(unit)?,
            approximate: row.get(approximate)?,
            amount: base.map(|unit| Amount { low: least, high: most, unit }),
        }))
    }
}

/// The statement that writes a quantity.
pub(super) const PUT: &str = include_str!("put.sql");

/// Writes a quantity, by [`PUT`].
pub(super) fn put(statement: &mut Statement, value_id: ValueId, quantity: &Quantity) -> rusqlite::Result<()> {
    let Quantity { kind, low, high, unit, approximate, amount } = quantity;
    let (least, most) = amount.as_ref().map_or((None, None), |amount| (amount.low, amount.high));
    let base = amount.as_ref().map(|amount| &amount.unit);
    // By their places in it: an import puts in many.
    let parameters = params![value_id, kind.as_str(), low, high, unit, approximate, least, most, base];
    statement.execute(parameters).map(drop)
}
