//! Amounts in a unit that somebody asks for.

use super::unit::{self, Unit};
use super::words;
use crate::model::QuantityKind;

/// How many seconds a month has: see `unit`. Money by the time is compared by the month.
const MONTH: f64 = 2_628_000.0;

/// A unit, and how it relates to the base unit of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The unit, as it was asked for.
    pub unit: String,
    /// The base unit, as in [`crate::model::Amount`].
    pub base: String,
    /// What none of it is in the base unit: only a temperature has another zero.
    zero: f64,
    /// What one more of it is.
    step: f64,
}

impl Scale {
    /// Returns the scale of a unit as values write it: `km`, `%`, `$`, `€/month`; empty for plain numbers. `None` for what is no
    /// unit that is known.
    #[must_use]
    pub fn of(written: &str) -> Option<Self> {
        let written = written.trim();
        let scale = |base: String, zero, step| Some(Self { unit: written.to_owned(), base, zero, step });
        if matches!(written, "" | "%") {
            return scale(written.to_owned(), 0.0, 1.0);
        }
        if let Some(currency) = words::currency(written) {
            return scale(currency.to_owned(), 0.0, 1.0);
        }
        if let Some(Unit { base, convert }) = unit::unit(written) {
            return scale(base.to_owned(), convert(0.0), convert(1.0) - convert(0.0));
        }
        let (first, rate) = written.split_once('/')?;
        if let Some(currency) = words::currency(first) {
            return match unit::unit(rate).filter(|unit| unit.base == unit::SECOND) {
                Some(period) => scale(format!("{currency}/month"), 0.0, MONTH / (period.convert)(1.0)),
                None => scale(format!("{currency}/{}", rate.to_lowercase()), 0.0, 1.0),
            };
        }
        let unit = unit::unit(first)?;
        scale(format!("{}/{}", unit.base, rate.to_lowercase()), 0.0, (unit.convert)(1.0))
    }

    /// Returns an amount of this unit in the base unit.
    pub(super) fn to_base(&self, amount: f64) -> f64 {
        amount * self.step + self.zero
    }

    /// Returns an amount of the base unit in this one.
    #[must_use]
    pub fn from_base(&self, amount: f64) -> f64 {
        (amount - self.zero) / self.step
    }

    /// Returns a difference of amounts of the base unit in this one.
    #[must_use]
    pub fn difference(&self, amount: f64) -> f64 {
        amount / self.step
    }
}

/// Tells whether amounts of a kind are points in time, which are counted in days.
#[must_use]
pub fn is_time(kind: QuantityKind) -> bool {
    matches!(kind, QuantityKind::Year | QuantityKind::Date)
}

/// Returns a number for people, with at most six digits that count behind the point and separators between thousands.
#[must_use]
pub fn shown(number: f64) -> String {
    let decimal = decimal(number);
    let (sign, digits) = decimal.strip_prefix('-').map_or(("", decimal.as_str()), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or_else(|| format!("{sign}{grouped}"), |rest| format!("{sign}{grouped}.{rest}"))
}

/// Returns a number as a plain decimal that is as exact as a conversion can be: with six digits that count, or all of the whole
/// part.
#[must_use]
pub fn decimal(number: f64) -> String {
    if number == 0.0 || !number.is_finite() {
        return "0".to_owned();
    }
    #[expect(clippy::cast_possible_truncation, reason = "the exponent of a double is small")]
    let exponent = number.abs().log10().floor() as i32;
    let decimals = usize::try_from((5 - exponent).max(0)).unwrap_or(0);
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
