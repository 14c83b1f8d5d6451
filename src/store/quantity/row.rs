//! How a quantity stands in a row.

use rusqlite::types::Type;
use rusqlite::{Row, named_params};

use crate::model::{Amount, Quantity, QuantityKind, ValueId};

/// Reads the quantity of a row that has its columns under their names; `None` where it has none.
pub(in crate::store) fn quantity(row: &Row) -> rusqlite::Result<Option<Quantity>> {
    let Some(kind) = row.get::<_, Option<String>>("kind")? else { return Ok(None) };
    let unknown = || {
        let message = format!("no kind of quantity: {kind}");
        rusqlite::Error::FromSqlConversionFailure(0, Type::Text, message.into())
    };
    let base: Option<String> = row.get("base_unit")?;
    let (low, high) = (row.get("amount_low")?, row.get("amount_high")?);
    Ok(Some(Quantity {
        kind: QuantityKind::from_name(&kind).ok_or_else(unknown)?,
        low: row.get("low")?,
        high: row.get("high")?,
        unit: row.get("unit")?,
        approximate: row.get("approximate")?,
        amount: base.map(|unit| Amount { low, high, unit }),
    }))
}

/// Writes a quantity.
pub(super) fn put(connection: &rusqlite::Connection, value_id: ValueId, quantity: &Quantity) -> rusqlite::Result<()> {
    let Quantity { kind, low, high, unit, approximate, amount } = quantity;
    connection.prepare_cached(include_str!("put.sql"))?.execute(named_params! {
        ":value_id": value_id, ":kind": kind.as_str(), ":low": low, ":high": high, ":unit": unit,
        ":approximate": approximate, ":amount_low": amount.as_ref().and_then(|amount| amount.low),
        ":amount_high": amount.as_ref().and_then(|amount| amount.high),
        ":base_unit": amount.as_ref().map(|amount| &amount.unit),
    })?;
    Ok(())
}
