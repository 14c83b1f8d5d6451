//! How quantities are shown: in a unit, with their bounds, and by how much they differ.

use std::collections::HashMap;

use crate::model::{Amount, Measured, Quantity, QuantityKind};
use crate::quantity::{Scale, decimal, is_equal, is_time, shown};

/// The ends of a quantity as they are shown, and their unit.
pub struct Ends {
    /// The least, empty for no bound.
    pub low: Option<String>,
    /// The most.
    pub high: Option<String>,
    /// The unit, empty for none.
    pub unit: String,
}

/// Returns the ends of a quantity in a unit; as they are written where they are in that unit already, or none is given.
#[must_use]
pub fn ends_of(quantity: &Quantity, scale: Option<&Scale>) -> Ends {
    let as_written = || Ends { low: quantity.low.clone(), high: quantity.high.clone(), unit: quantity.unit.clone() };
    let (Some(scale), Some(amount)) = (scale, &quantity.amount) else { return as_written() };
    if scale.unit == quantity.unit || is_time(quantity.kind) {
        return as_written();
    }
    // Of a score the second number is no end.
    if amount.unit == "score" || amount.unit == "yes" {
        return as_written();
    }
    let end = |amount: Option<f64>| amount.map(|amount| decimal(scale.from_base(amount)));
    Ends { low: end(amount.low), high: end(amount.high), unit: scale.unit.clone() }
}

impl Ends {
    /// Returns them in one text: `~5,421 km²`, `5–6 hours`, `over 5`, `$20`.
    #[must_use]
    pub fn for_people(&self, is_approximate: bool) -> String {
        let with_unit = |number: String| {
            let is_before = self.unit.starts_with(['$', '€', '£', '¥', '₹', '₩']) || self.unit.ends_with('$');
            match (&*self.unit, is_before) {
                ("", _) => number,
                ("%", _) => format!("{number}%"),
                (unit, true) => {
                    let (sign, rate) = unit.split_once('/').map_or((unit, None), |(sign, rate)| (sign, Some(rate)));
                    rate.map_or_else(|| format!("{sign}{number}"), |rate| format!("{sign}{number}/{rate}"))
                }
                (unit, false) => format!("{number} {unit}"),
            }
        };
        let number =
            |text: &String| text.parse().ok().filter(|_| !self.is_plain(text)).map_or_else(|| text.clone(), shown);
        let about = if is_approximate { "~" } else { "" };
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low == high => format!("{about}{}", with_unit(number(low))),
            (Some(low), Some(high)) => format!("{about}{}", with_unit(format!("{}–{}", number(low), number(high)))),
            (Some(low), None) => format!("{about}from {}", with_unit(number(low))),
            (None, Some(high)) => format!("{about}up to {}", with_unit(number(high))),
            (None, None) => String::new(),
        }
    }

    /// Whether a text is a year or a short number, which has no separators.
    fn is_plain(&self, text: &str) -> bool {
        self.unit.is_empty() && text.trim_start_matches('-').len() <= 4
    }
}

/// Returns the first quantity in the base unit that most of the values are in; `None` where none of them amounts to something.
#[must_use]
pub fn usual(measured: &[Measured]) -> Option<&Quantity> {
    let unit = most_frequent(measured.iter().filter_map(Measured::amount).map(|amount| amount.unit.as_str()))?;
    let is_in_unit = |value: &&Measured| value.amount().is_some_and(|amount| amount.unit == unit);
    measured.iter().find(is_in_unit).and_then(|value| value.quantity.as_ref())
}

/// Returns the text that comes most often, the first of several; `None` where there is none.
#[must_use]
pub fn most_frequent<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<&'t str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in texts.clone() {
        *counts.entry(text).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    texts.into_iter().find(|text| counts[text] == most)
}

/// By how much a quantity differs from another one, for people.
pub struct Delta {
    /// The difference, with its sign and unit: `+5 km`, `-73 years`.
    pub difference: String,
    /// How many times the smaller one the greater is: `2.3 times`; `None` where that means nothing.
    pub ratio: Option<String>,
    /// How large the difference is beside `other`: `+3.4%`; `None` where that means nothing.
    pub share: Option<String>,
}

/// Returns by how much a quantity is more than `other`; `None` where both are not single amounts of one kind of unit.
#[must_use]
pub fn delta(quantity: &Quantity, other: &Quantity) -> Option<Delta> {
    let (amount, other_amount) = (quantity.amount.as_ref()?, other.amount.as_ref()?);
    if amount.unit != other_amount.unit || matches!(quantity.kind, QuantityKind::Boolean | QuantityKind::Score) {
        return None;
    }
    let about = if quantity.approximate || other.approximate { "~" } else { "" };
    if is_time(quantity.kind) {
        let difference = span(quantity, other)?;
        return Some(Delta { difference: format!("{about}{difference}"), ratio: None, share: None });
    }
    let (value, other_value) = (single(amount)?, single(other_amount)?);
    let scale = Scale::of(&quantity.unit)?;
    let number = decimal(scale.difference(value - other_value).abs());
    let ends = Ends { low: Some(number.clone()), high: Some(number), unit: quantity.unit.clone() };
    let sign = if value > other_value { "+" } else { "-" };
    let difference =
        if is_equal(value, other_value) { "0".to_owned() } else { format!("{about}{sign}{}", ends.for_people(false)) };
    // Nothing is twice as warm in degrees as something else, nor twice as much as what is below nothing.
    let has_ratio = value > 0.0 && other_value > 0.0 && amount.unit != "K";
    let ratio = value.max(other_value) / value.min(other_value);
    let ratio = has_ratio.then(|| format!("{about}{} times", digits(ratio)));
    let share = has_ratio.then(|| {
        let share = (value - other_value) / other_value * 100.0;
        format!("{sign}{}%", digits(share.abs()))
    });
    Some(Delta { difference, ratio, share })
}

fn single(amount: &Amount) -> Option<f64> {
    amount.low.filter(|low| Some(*low) == amount.high)
}

/// Returns the time from one year or date to another: in years where one of them is a year, else in days.
fn span(quantity: &Quantity, other: &Quantity) -> Option<String> {
    let point = |quantity: &Quantity| quantity.low.clone().filter(|low| Some(low) == quantity.high.as_ref());
    let (one, two) = (point(quantity)?, point(other)?);
    let is_day = |text: &String| text.matches('-').count() == 2 && !text.starts_with('-');
    let (number, unit) = if is_day(&one) && is_day(&two) {
        let first = |quantity: &Quantity| quantity.amount.as_ref().and_then(|amount| amount.low);
        (first(quantity)? - first(other)?, "day")
    } else {
        let year = |text: &str| {
            let end = text[1..].find('-').map_or(text.len(), |at| at + 1);
            text[..end].parse::<f64>().ok()
        };
        let (one, two) = (year(&one)?, year(&two)?);
        // Between the first year BC and the first one after there is none.
        let without = if (one < 0.0) == (two < 0.0) { 0.0 } else { 1.0_f64.copysign(one) };
        (one - two - without, "year")
    };
    let plural = if number.abs() > 1.5 || number == 0.0 { "s" } else { "" };
    let sign = if number > 0.0 { "+" } else { "" };
    Some(format!("{sign}{} {unit}{plural}", shown(number)))
}

/// Returns a ratio with as many digits as say something.
fn digits(ratio: f64) -> String {
    let text = match ratio {
        ..1.0 => decimal((ratio * 1e4).round() / 1e4),
        ..1.01 => format!("{ratio:.4}"),
        ..10.0 => format!("{ratio:.2}"),
        ..1000.0 => format!("{ratio:.1}"),
        _ => shown(ratio.round()),
    };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{DecimalMark, read};

    #[test]
    fn what_is_the_same_in_other_units_differs_by_nothing() {
        let quantity = |text| read(text, "Value", DecimalMark::Point).expect("a reading");
        let difference = |one, other| delta(&quantity(one), &quantity(other)).expect("comparable").difference;
        for (one, other) in [("20 °C", "68 °F"), ("5 km", "5000 m"), ("1 mile", "5280 ft"), ("$12/year", "$1/month")]
        {
            assert_eq!(difference(one, other), "0", "{one} {other}");
        }
        assert_eq!(difference("21 °C", "68 °F"), "+1 °C");
    }
}
