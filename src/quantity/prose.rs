//! Whether a sentence says another number of something than a table does. It is meant to be right where it says so, not to
//! find everything: the sentence has to have one number alone, right beside the name of the attribute, in the unit of the table,
//! and nothing that may make it another number of another time, part or comparison.

use super::alike::rounding;
use super::amount::of_measured;
use super::cursor::Cursor;
use super::mark::DecimalMark;
use super::measured::{currency_before, measured};
use super::token::{Token, tokens};
use super::words::{self, Bearing};
use crate::model::{Quantity, QuantityKind};

/// Words between the name of an attribute and its number: `a population of about`.
const LINKS: &[&str] = &[
    "of",
    "is",
    "was",
    "are",
    "were",
    "at",
    "a",
    "an",
    "the",
    "about",
    "around",
    "approximately",
    "roughly",
    "nearly",
    "almost",
    "stands",
    "sits",
    "has",
    "with",
    "comes",
    "reaches",
    "measures",
    "equals",
    "total",
    "totals",
];

/// Words by which a number may be one of another time, part, case or thing than that of the table.
const OTHERWISE: &[&str] = &[
    "per",
    "than",
    "compared",
    "increase",
    "increased",
    "increases",
    "decrease",
    "decreased",
    "reduced",
    "grew",
    "grow",
    "grown",
    "fell",
    "rose",
    "from",
    "between",
    "may",
    "might",
    "could",
    "would",
    "if",
    "projected",
    "expected",
    "forecast",
    "predicted",
    "planned",
    "target",
    "goal",
    "more",
    "less",
    "fewer",
    "additional",
    "another",
    "each",
    "every",
    "once",
    "previously",
    "initially",
    "originally",
    "formerly",
    "until",
    "since",
    "before",
    "after",
    "by",
    "during",
    "when",
    "while",
    "although",
    "not",
    "no",
    "never",
    "without",
    "half",
    "double",
    "twice",
    "third",
    "quarter",
    "only",
    "combined",
    "together",
    "other",
    "some",
    "earlier",
    "later",
    "first",
    "last",
    "next",
    "then",
    "starting",
    "optional",
    "model",
    "version",
    "variant",
    "up",
    "both",
    "they",
    "their",
    "them",
    "neither",
    "respectively",
    "over",
    "under",
    "above",
    "below",
    "least",
    "most",
    "maximum",
    "minimum",
    "max",
    "min",
    "peak",
    "or",
];

/// Returns the quantity that a sentence about a figure says of an attribute where the table says another one.
#[must_use]
pub fn other_in(
    sentence: &str,
    (figure, attribute): (&str, &str),
    stated: &Quantity,
    mark: DecimalMark,
) -> Option<Quantity> {
    let is_comparable = matches!(
        stated.kind,
        QuantityKind::Number
            | QuantityKind::Percent
            | QuantityKind::Money
            | QuantityKind::Quantity
            | QuantityKind::Duration
    );
    let amount = stated.amount.as_ref().filter(|_| is_comparable)?;
    let value = amount.low.filter(|low| Some(*low) == amount.high)?;
    let tokens = tokens(sentence);
    let name: Vec<String> = self::tokens(attribute.split('(').next()?).iter().map(stem).collect();
    if name.is_empty() || name.iter().any(String::is_empty) || tokens.iter().any(is_otherwise) {
        return None;
    }
    let mut numerals = (0..tokens.len()).filter(|at| tokens[*at].is_numeral());
    let (Some(numeral), None) = (numerals.next(), numerals.next()) else { return None };
    let named = (0..tokens.len()).find(|at| is_named(&tokens[*at..], &name))?;
    // A currency stands before its number.
    let start = (1..=2).rev().filter_map(|back| numeral.checked_sub(back)).find(|start| {
        let mut cursor = Cursor::new(&tokens[*start..]);
        currency_before(&mut cursor).is_some() && cursor.rest().len() == tokens.len() - numeral
    });
    let start = start.unwrap_or(numeral);
    let mut rest = Cursor::new(&tokens[start..]);
    let currency = currency_before(&mut rest);
    let read = measured(&mut rest, mark, currency).ok()?;
    let end = tokens.len() - rest.rest().len();
    let before = start.checked_sub(1).map(|at| &tokens[at]);
    // `The population of Japan is about 125 million`
    let figure: Vec<String> = self::tokens(figure).iter().map(Token::word).collect();
    let is_link =
        |token: &Token| LINKS.contains(&&*token.word()) || token.is_sign("~≈:") || figure.contains(&token.word());
    let is_after = named + name.len() <= start
        && start - (named + name.len()) <= 4 + figure.len()
        && tokens[named + name.len()..start].iter().all(is_link);
    let is_right_before = named == end && before.is_none_or(|token| !token.is_dash());
    if !is_after && !is_right_before {
        return None;
    }
    // What goes on after the number may count something else: `68 million of them`.
    let goes_on = rest.peek().is_some_and(|token| {
        !token.is_sign(",.;:!?)") && !matches!(&*token.word(), "and" | "which" | "with" | "people" | "inhabitants")
    });
    if is_after && goes_on || rest.peek().is_some_and(|token| token.is_dash() || token.is_sign("/%x×")) {
        return None;
    }
    let mut quantity = of_measured(&read)?;
    let bearing =
        |token: &Token| words::BEFORE.iter().find(|(word, _)| *word == token.word()).map(|(_, bearing)| *bearing);
    quantity.approximate |=
        before.is_some_and(|token| token.is_sign("~≈") || bearing(token) == Some(Bearing::Approximate));
    let found = quantity.amount.as_ref().filter(|found| found.unit == amount.unit)?.low?;
    // Prose rounds.
    let tolerance = rounding(stated) + rounding(&quantity) + value.abs() / 100.0;
    let differs = quantity.kind == stated.kind && (found - value).abs() > tolerance;
    differs.then_some(quantity)
}

fn is_otherwise(token: &Token) -> bool {
    OTHERWISE.contains(&&*token.word())
        || token.text.len() == 4 && token.text.parse().is_ok_and(|year| (1000..2101).contains(&year))
}

/// Returns a word without what makes it plural.
fn stem(token: &Token) -> String {
    let word = token.word();
    word.strip_suffix('s').filter(|stem| stem.len() > 2).map_or_else(|| word.clone(), str::to_owned)
}

fn is_named(tokens: &[Token], name: &[String]) -> bool {
    tokens.len() >= name.len() && tokens.iter().zip(name).all(|(token, word)| stem(token) == *word)
}

/// Returns the sentences of a text: they end with a full stop, a question mark or an exclamation mark before a space and a capital, or with a
/// line.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut ends: Vec<usize> = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for window in chars.windows(3) {
        let [(_, end), (at, space), (_, next)] = window else { continue };
        // `St. Louis`, `approx. 5`: in doubt the sentence goes on, and has two numbers or none that is certain.
        if matches!(end, '.' | '?' | '!') && space.is_whitespace() && next.is_uppercase() {
            ends.push(*at);
        }
    }
    ends.extend(chars.iter().filter(|(_, c)| *c == '\n').map(|(at, _)| *at));
    ends.push(text.len());
    ends.sort_unstable();
    ends.dedup();
    ends.into_iter().map(move |end| {
        let sentence = &text[start..end];
        start = end;
        sentence.trim()
    })
}
