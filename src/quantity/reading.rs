//! How readings are put together.

use super::before::Said;
use super::unread::Unread;
use crate::model::{Amount, Quantity, QuantityKind};

pub(super) fn quantity(
    kind: QuantityKind,
    [low, high]: [Option<String>; 2],
    unit: &str,
    [least, most]: [Option<f64>; 2],
    base: &str,
) -> Quantity {
    let amount = Some(Amount { low: least, high: most, unit: base.to_owned() });
    Quantity { kind, low, high, unit: unit.to_owned(), approximate: false, amount }
}

/// Returns the ends that are left where one is only a bound.
pub(super) fn bounds<T: Clone>(said: Said, low: Option<T>, high: Option<T>) -> Result<(Option<T>, Option<T>), Unread> {
    match (said.is_lower, said.is_upper) {
        (false, false) => Ok((low, high)),
        (true, false) => Ok((low, None)),
        (false, true) => Ok((None, high)),
        (true, true) => Err(Unread::Words),
    }
}
