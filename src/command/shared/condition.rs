//! Conditions on what values amount to: `population > 100 million`, `released before 2010`.

use crate::error::{Error, Result};
use crate::model::{Amount, AttributeId, Measured, Named, Quantity, QuantityKind};
use crate::name::quoted;
use crate::quantity::{self, DecimalMark, is_time};
use crate::service::amounts::usual;
use crate::service::names;
use crate::store::Store;

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    More,
    AtLeast,
    Less,
    AtMost,
    Same,
    Other,
}

use Comparison::{AtLeast, AtMost, Less, More, Other, Same};

/// How comparisons are written; longer ones before those that they begin with.
const WRITTEN: [(&str, Comparison); 22] = [
    (">=", AtLeast),
    ("<=", AtMost),
    ("!=", Other),
    ("<>", Other),
    ("≥", AtLeast),
    ("≤", AtMost),
    ("≠", Other),
    (">", More),
    ("<", Less),
    ("=", Same),
    ("more than", More),
    ("less than", Less),
    ("at least", AtLeast),
    ("at most", AtMost),
    ("before", Less),
    ("after", More),
    ("over", More),
    ("above", More),
    ("under", Less),
    ("below", Less),
    ("is not", Other),
    ("is", Same),
];

const HINT: &str =
    "write an attribute, one of > >= < <= = != before after, and a quantity: \"population > 100 million\"";

/// A condition on the values of an attribute.
#[derive(Debug)]
pub struct Condition {
    /// The attribute.
    pub attribute: Named<AttributeId>,
    comparison: Comparison,
    amount: Amount,
}

impl Condition {
    /// Reads a condition, and returns it with what documents say of its attribute.
    ///
    /// # Errors
    ///
    /// One that is not written as it has to be, with the word at which that shows; an attribute that is not known, or whose
    /// values are in other units.
    pub fn read(store: &Store, written: &str) -> Result<(Self, Vec<Measured>)> {
        let Some((before, comparison, sign, value)) = split(written) else {
            return Err(without_comparison(written));
        };
        if before.is_empty() {
            return Err(Error::usage(format!("no attribute before `{sign}` in {}", quoted(written)), HINT));
        }
        if value.is_empty() {
            return Err(Error::usage(format!("no quantity after `{sign}` in {}", quoted(written)), HINT));
        }
        let attribute = names::attribute(store, before)?;
        let measured = store.measured(attribute.id)?;
        let usual = usual(&measured);
        let is_of_time = usual.is_some_and(|usual| is_time(usual.kind)) || matches!(sign, "before" | "after");
        // A year, where the attribute has years, and a number elsewhere.
        let hint = if is_of_time { "year" } else { "number" };
        let quantity = quantity::read(value, hint, DecimalMark::Point).map_err(|why| {
            let problem = format!("{} after `{sign}` is no quantity: {}", quoted(value), why.as_str());
            Error::usage(problem, "write it as pages do: 100 million, 5.5 km, $20/month, March 1953, yes")
        })?;
        let amount = amount(&quantity, usual);
        let amount = amount.ok_or_else(|| Error::usage(format!("{} cannot be compared", quoted(value)), HINT))?;
        if let Some(usual) = usual
            && !measured.iter().filter_map(Measured::amount).any(|other| other.unit == amount.unit)
        {
            let unit = if usual.unit.is_empty() {
                format!("of the kind {}", usual.kind.as_str())
            } else {
                format!("in {}", quoted(&usual.unit))
            };
            let problem =
                format!("{} is in another unit than the values of {}", quoted(value), quoted(&attribute.name));
            return Err(Error::usage(problem, format!("they are {unit}, such as {}", example(&measured, usual))));
        }
        Ok((Self { attribute, comparison, amount }, measured))
    }

    /// Tells whether a value certainly is so: all that it may be, and not only some. `None` where it cannot be compared.
    #[must_use]
    pub fn holds(&self, quantity: &Quantity) -> Option<bool> {
        let amount = quantity.amount.as_ref().filter(|amount| amount.unit == self.amount.unit)?;
        let (low, high) = (amount.low.unwrap_or(f64::NEG_INFINITY), amount.high.unwrap_or(f64::INFINITY));
        let least = self.amount.low.unwrap_or(f64::NEG_INFINITY);
        let most = self.amount.high.unwrap_or(f64::INFINITY);
        Some(match self.comparison {
            More => low > most,
            AtLeast => low >= least,
            Less => high < least,
            AtMost => high <= most,
            Same => low >= least && high <= most,
            Other => low > most || high < least,
        })
    }
}

/// Returns the amount to compare with. What has a score can be compared with a number.
fn amount(quantity: &Quantity, usual: Option<&Quantity>) -> Option<Amount> {
    let mut amount = quantity.amount.clone()?;
    let is_of_scores = usual.is_some_and(|usual| usual.kind == QuantityKind::Score);
    if quantity.kind == QuantityKind::Number && is_of_scores {
        "score".clone_into(&mut amount.unit);
    }
    Some(amount)
}

fn example(measured: &[Measured], usual: &Quantity) -> String {
    let value = measured.iter().find(|value| value.quantity.as_ref() == Some(usual));
    value.map_or_else(String::new, |value| quoted(&value.text))
}

/// Splits a condition at its first comparison.
fn split(written: &str) -> Option<(&str, Comparison, &'static str, &str)> {
    let lower = written.to_ascii_lowercase();
    let is_word = |at: usize, sign: &str| {
        let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !sign.starts_with(|c: char| c.is_ascii_alphabetic())
            || !touches(written[..at].chars().next_back()) && !touches(written[at + sign.len()..].chars().next())
    };
    let found = WRITTEN.iter().flat_map(|(sign, comparison)| {
        lower.match_indices(sign).filter(|(at, _)| is_word(*at, sign)).map(move |(at, _)| (at, *sign, *comparison))
    });
    // At one place the longest; a word that begins the text is part of the attribute's name.
    let (at, sign, comparison) = found.min_by_key(|(at, sign, _)| (*at, usize::MAX - sign.len()))?;
    Some((written[..at].trim(), comparison, sign, written[at + sign.len()..].trim()))
}

fn without_comparison(written: &str) -> Error {
    let words = written.split_whitespace().skip(1);
    let mut near = words.flat_map(|word| {
        let signs = WRITTEN.iter().filter(|(sign, _)| sign.len() > 3 && !sign.contains(' '));
        signs.map(move |(sign, _)| (word, *sign))
    });
    let is_near = |(word, sign): &(&str, &str)| strsim::damerau_levenshtein(&word.to_lowercase(), sign) <= 2;
    match near.find(is_near) {
        Some((word, sign)) => Error::usage(
            format!("{} in {} is no comparison", quoted(word), quoted(written)),
            format!("did you mean `{sign}`?"),
        ),
        None if written.trim().is_empty() => Error::usage("the condition is empty", HINT),
        None => Error::usage(format!("{} compares nothing", quoted(written)), HINT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_split_at_its_comparison() {
        for (written, expected) in [
            ("population > 100 million", Some(("population", More, "100 million"))),
            ("population>=5", Some(("population", AtLeast, "5"))),
            ("released before 2010", Some(("released", Less, "2010"))),
            ("Battery life at least 5 hours", Some(("Battery life", AtLeast, "5 hours"))),
            ("wireless is not yes", Some(("wireless", Other, "yes"))),
            ("wireless = yes", Some(("wireless", Same, "yes"))),
            ("overall weight under 5 kg", Some(("overall weight", Less, "5 kg"))),
            ("> 5", Some(("", More, "5"))),
            ("price", None),
            ("", None),
            ("ß≥5", Some(("ß", AtLeast, "5"))),
        ] {
            let found = split(written).map(|(before, comparison, _, value)| (before, comparison, value));
            assert_eq!(found, expected, "{written}");
        }
    }
}
