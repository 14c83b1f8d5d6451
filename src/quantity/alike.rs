//! When two quantities are the same one.

use super::mark::DecimalMark;
use super::number::Number;
use super::token::{Kind, tokens};
use super::unit;
use super::words;
use crate::model::{Quantity, QuantityKind};

/// Tells whether two texts say the same quantity of the same thing: exact ones the same amount, an approximate one within what
/// it was rounded to, and ones in different units within what both were.
#[must_use]
pub fn is_same(one: (&str, &Quantity), other: (&str, &Quantity)) -> bool {
    let ((text, quantity), (other_text, other)) = (one, other);
    let (Some(amount), Some(other_amount)) = (&quantity.amount, &other.amount) else { return false };
    if amount.unit != other_amount.unit || matches!(quantity.kind, QuantityKind::Boolean | QuantityKind::Score) {
        return false;
    }
    // `5 gold` and `5 silver`, `40 (2020)` and `40 (2023)`.
    if others(text, &quantity.unit) != others(other_text, &other.unit) {
        return false;
    }
    let is_rounded = |rounded: &Quantity| rounded.approximate || quantity.unit != other.unit;
    let within = |quantity: &Quantity| if is_rounded(quantity) { rounding(quantity) } else { 0.0 };
    let tolerance = within(quantity).max(within(other));
    let is_near = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => (a - b).abs() <= tolerance || is_equal(a, b),
        _ => false,
    };
    is_near(amount.low, other_amount.low) && is_near(amount.high, other_amount.high)
}

/// Tells whether two amounts are the same but for what a conversion of units may lose.
#[must_use]
pub fn is_equal(one: f64, other: f64) -> bool {
    (one - other).abs() <= one.abs().max(other.abs()) * 1e-9
}

/// Returns half of what the last digit that counts stands for, in the base unit.
pub(super) fn rounding(quantity: &Quantity) -> f64 {
    let (Some(amount), Some(text)) = (&quantity.amount, quantity.low.as_ref().or(quantity.high.as_ref())) else {
        return 0.0;
    };
    let Ok(value) = text.parse::<f64>() else { return 0.0 };
    let power = |count: usize| i32::try_from(count).unwrap_or(0);
    let place = if let Some((_, decimals)) = text.split_once('.') {
        0.1_f64.powi(power(decimals.len()))
    } else {
        10_f64.powi(power(text.len() - text.trim_end_matches('0').len()))
    };
    let of_base = amount.low.or(amount.high).unwrap_or(0.0);
    if value == 0.0 { 0.0 } else { (place / 2.0 * of_base / value).abs() }
}

/// Returns what else a text says: its words and numerals but for the quantity itself and what only bears on it. Sorted.
fn others(text: &str, unit: &str) -> Vec<String> {
    let unit: Vec<String> = tokens(unit).iter().map(|token| token.text.to_lowercase()).collect();
    let mut is_first = true;
    let mut others: Vec<String> = tokens(text)
        .into_iter()
        .filter(|token| match token.kind {
            Kind::Sign => false,
            // The quantity's own number, and the other end of a range.
            Kind::Numeral => !std::mem::take(&mut is_first),
            Kind::Word => {
                let word = token.word();
                let is_bearing = |phrases: &[(&str, words::Bearing)]| {
                    phrases.iter().any(|(phrase, _)| phrase.split(' ').any(|part| part == word))
                };
                let is_magnitude = words::magnitude(&word).is_some()
                    || matches!(&*word, "billion" | "billions" | "k" | "m" | "b" | "t")
                    || words::currency(&token.text).is_some();
                !(is_magnitude
                    || unit.contains(&word)
                    || unit::unit(&token.text).is_some()
                    || is_bearing(words::BEFORE)
                    || is_bearing(words::BEHIND))
            }
        })
        .map(|token| if token.kind == Kind::Numeral { plain(&token.text) } else { token.text.to_lowercase() })
        .collect();
    others.sort_unstable();
    others
}

/// Returns a numeral without separators, so that `1,000` and `1000` are one.
fn plain(numeral: &str) -> String {
    Number::read(numeral, DecimalMark::Point).map_or_else(|| numeral.to_owned(), |number| number.decimal())
}
