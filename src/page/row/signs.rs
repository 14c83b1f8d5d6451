//! Seams beside currency signs, the signs before a number, and dashes.

use super::bits::{FAIR, GOOD, INNER, POOR, RARE, SLIGHT, STRONG, WEAK};
use super::terms;
use super::text::{Class, Text};

/// `trillion$2.5`, `Symbol$£`, `5 €6 €`.
pub(super) fn before_currency(text: &Text, i: usize) -> Option<i32> {
    match text.class(i - 1) {
        Class::Currency => Some(FAIR),
        Class::Digit => Some(if trails(text, i) { INNER } else { STRONG }),
        Class::Lower | Class::Close | Class::Quote | Class::Tail | Class::Stop | Class::Ender | Class::Uncased => {
            Some(STRONG)
        }
        Class::Symbol => Some(GOOD),
        Class::Upper => {
            let start = text.run_start(i, |class| class == Class::Upper);
            let prefix = terms::is_dollar_prefix(text.slice(start, i)) && !text.before(start).is_letter();
            let tail_of_word = text.before(start) == Class::Lower && terms::is_dollar_prefix(text.slice(start, i));
            Some(if prefix || tail_of_word { POOR } else { STRONG })
        }
        // `$400-800+$150-400`
        Class::Sign if text.char(i - 1) == '+' && text.before(i - 1) == Class::Digit => Some(STRONG),
        _ => None,
    }
}

/// `£5`, but `5 €6 €`, and `£` as a cell.
pub(super) fn after_currency(text: &Text, right: Class, i: usize) -> Option<i32> {
    match right {
        Class::Digit => trails(text, i - 1).then_some(GOOD),
        Class::Upper => Some(SLIGHT),
        _ => None,
    }
}

/// Whether currency signs stand behind their numbers in this row: the last one does, and this one could.
fn trails(text: &Text, sign: usize) -> bool {
    text.class(text.len() - 1) == Class::Currency && text.follows_number(sign)
}

/// `About~5`, `Code+33`: before a sign that begins a number.
pub(super) fn before_sign(text: &Text, i: usize) -> Option<i32> {
    let left = text.class(i - 1);
    let ends_a_cell =
        left.is_word() || matches!(left, Class::Close | Class::Quote | Class::Tail | Class::Stop | Class::Symbol);
    if !ends_a_cell {
        return None;
    }
    match (text.char(i), text.class(i + 1)) {
        // `18+21+`: the signs stand behind their numbers.
        ('+', _) if text.plus_trails => None,
        ('+', Class::Digit) => Some(match left {
            Class::Lower => GOOD,
            // `UTC+1`
            Class::Upper => RARE,
            _ => FAIR,
        }),
        ('#', Class::Digit) => Some(FAIR),
        ('+' | '#', _) => None,
        (_, Class::Digit | Class::Space | Class::Currency) => match left {
            Class::Digit if text.char(i) == '−' => None,
            Class::Upper => Some(FAIR),
            _ => Some(STRONG),
        },
        _ => None,
    }
}

/// `18+21+`, `C++Java`: behind a sign that ends a cell.
pub(super) fn after_sign(text: &Text, right: Class, i: usize) -> Option<i32> {
    match (text.char(i - 1), text.before(i - 1), right) {
        ('+', Class::Digit, Class::Upper) => Some(STRONG),
        // `18+21+`, but `+33+81`; `70+2` may be either.
        ('+', Class::Digit, Class::Digit) => Some(if text.plus_trails { STRONG } else { FAIR }),
        // `128 GB+256 GB+`
        ('+', Class::Lower | Class::Upper, Class::Digit | Class::Currency) => text.plus_trails.then_some(STRONG),
        ('+', Class::Lower | Class::Upper, Class::Upper) | ('#', Class::Upper, Class::Upper) => Some(FAIR),
        ('+', Class::Sign, Class::Upper | Class::Digit) => Some(GOOD),
        _ => None,
    }
}

/// `Honey-`, `Point-5`: a dash that is a cell or the sign of a number.
pub(super) fn before_dash(text: &Text, i: usize) -> Option<i32> {
    let left = text.class(i - 1);
    if i + 1 == text.len() {
        return (left.is_word() || left == Class::Close).then_some(if text.char(i) == '-' { FAIR } else { GOOD });
    }
    if text.char(i) == '—' && text.class(i + 1) == Class::Upper {
        return Some(WEAK);
    }
    if text.char(i) != '-' || text.class(i + 1) != Class::Digit {
        return None;
    }
    match left {
        // `9am-5pm`, but `Point-5`.
        Class::Lower if text.follows_number(text.run_start(i, Class::is_letter)) => Some(INNER),
        Class::Lower => Some(WEAK),
        Class::Upper => {
            let start = text.run_start(i, |class| class == Class::Upper);
            let unit = text.follows_number(start) && terms::is_upper_unit(text.slice(start, i));
            Some(if unit { WEAK } else { RARE })
        }
        Class::Close | Class::Stop => Some(SLIGHT),
        _ => None,
    }
}
