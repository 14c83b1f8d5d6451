//! Seams beside currency signs, the signs before a number, dashes, and the symbols that can be a cell by themselves.

use super::bits::{CERTAIN, FAIR, GOOD, INNER, POOR, RARE, SLIGHT, STRONG, WEAK};
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
        // `$400-800+$150-400`, `$2.5T+$250B`
        Class::Sign if ends_in_plus(text, i) => Some(STRONG),
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

/// Whether a number, perhaps with its unit or its millions, and a plus behind it end at `i`: `70+`, `4M+`, `300 Million+`.
fn ends_in_plus(text: &Text, i: usize) -> bool {
    let letters = text.run_start(i - 1, Class::is_letter);
    text.char(i - 1) == '+' && (text.before(i - 1) == Class::Digit || letters < i - 1 && text.follows_number(letters))
}

/// Whether the number whose last digit is before `i` is one that people round down to: `70`, `26,000`, `115`. What is
/// added to something is rarely so round: `8+128`, `4+1`.
fn is_round(text: &Text, i: usize) -> bool {
    let start = text.run_start(i, |class| class == Class::Digit);
    i - start > 1 && matches!(text.char(i - 1), '0' | '5') || text.before(start) == Class::Comma
}

/// `About~5`, `Code+33`: before a sign that begins a number.
pub(super) fn before_sign(text: &Text, i: usize) -> Option<i32> {
    let left = text.class(i - 1);
    let ends_a_cell = left.is_word()
        || matches!(left, Class::Close | Class::Quote | Class::Tail | Class::Stop | Class::Symbol)
        || text.char(i) != '+' && ends_in_plus(text, i);
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
            Class::Digit if is_round(text, i) => POOR,
            _ => FAIR,
        }),
        // `Balance+$5`, but `$800B+$50B`
        ('+', Class::Currency) => Some(if matches!(left, Class::Digit | Class::Upper) { RARE } else { GOOD }),
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
        // `18+21+`, but `+33+81`; `12+256` may be either.
        ('+', Class::Digit, Class::Digit) => Some(match text.plus_trails {
            true => STRONG,
            false if is_round(text, i - 1) => GOOD,
            false => FAIR,
        }),
        // `128 GB+256 GB+`; `300M+150M`, but `12GB+256GB`
        ('+', Class::Lower | Class::Upper, Class::Digit) if !text.plus_trails => {
            let letters = text.run_start(i - 1, Class::is_letter);
            let is_magnitude = terms::is_magnitude(text.slice(letters, i - 1)) && text.follows_number(letters);
            is_magnitude.then_some(FAIR)
        }
        ('+', Class::Lower | Class::Upper, Class::Digit | Class::Currency) => text.plus_trails.then_some(STRONG),
        ('+', Class::Lower | Class::Upper, Class::Upper) | ('#', Class::Upper, Class::Upper) => Some(FAIR),
        ('+', Class::Sign, Class::Upper | Class::Digit) => Some(GOOD),
        _ => None,
    }
}

/// `Honey-`, `Point-5`: a dash that is a cell or the sign of a number.
pub(super) fn before_dash(text: &Text, i: usize) -> Option<i32> {
    let left = text.class(i - 1);
    // `✓—✗`, `Honey——✓`: a long dash beside a symbol or another one is a cell of its own.
    let is_beside_symbol = left == Class::Symbol || text.class(i + 1) == Class::Symbol;
    if is_long_dash(text.char(i)) {
        let is_beside_dash = |at: usize| at < text.len() && text.char(at) == text.char(i);
        if is_beside_dash(i - 1) {
            return Some(FAIR);
        }
        if is_beside_symbol || is_beside_dash(i + 1) {
            return Some(GOOD);
        }
    } else if is_beside_symbol {
        return Some(FAIR);
    }
    if i + 1 == text.len() {
        return (left.is_word() || left == Class::Close).then_some(if text.char(i) == '-' { FAIR } else { GOOD });
    }
    if text.char(i) == '—' && text.class(i + 1) == Class::Upper {
        return Some(WEAK);
    }
    // `surplus-$800`, but `$5-$10`
    if text.char(i) == '-' && text.class(i + 1) == Class::Currency {
        return match left {
            Class::Lower | Class::Close | Class::Tail => Some(GOOD),
            Class::Upper => Some(SLIGHT),
            _ => Some(INNER),
        };
    }
    if text.char(i) != '-' || text.class(i + 1) != Class::Digit {
        return None;
    }
    match left {
        // `+7%-2%`, but `7%-9%`
        Class::Tail => {
            let number = text.run_start(i - 1, |class| matches!(class, Class::Digit | Class::Stop | Class::Comma));
            let is_signed = matches!(text.char(number.wrapping_sub(1)), '+' | '-' | '−');
            Some(if is_signed { GOOD } else { INNER })
        }
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

/// `—✓`, `—5`: behind a dash that is a cell.
pub(super) fn after_dash(text: &Text, right: Class, i: usize) -> Option<i32> {
    let is_long = is_long_dash(text.char(i - 1));
    match right {
        Class::Symbol => Some(if is_long { GOOD } else { FAIR }),
        Class::Upper => (text.char(i - 1) == '—').then_some(WEAK),
        _ => None,
    }
}

/// Whether this is a dash that stands for nothing in a cell.
fn is_long_dash(c: char) -> bool {
    matches!(c, '—' | '–')
}

/// The most stars that are given.
pub(super) const MOST_STARS: usize = 5;

/// Whether this is what ratings are made of.
pub(super) fn is_star(c: char) -> bool {
    matches!(c, '★' | '☆' | '⭐' | '🌟')
}

/// Between symbols: `✗✓`, `✗★★★`. Of stars only ten in a row show where a cell ends, since five are the most that are given.
pub(super) fn between_symbols(text: &Text, i: usize) -> i32 {
    let (left, right) = (text.char(i - 1), text.char(i));
    if left == right && is_star(left) {
        let run = |class| class == Class::Symbol;
        let same = |at: &usize| text.char(*at) == left;
        let before = (text.run_start(i, run)..i).rev().take_while(same).count();
        let after = (i..text.run_end(i, run)).take_while(same).count();
        // A rating begins with what was given, unless that is nothing.
        if left == '☆' && after != MOST_STARS {
            return INNER;
        }
        // `★★☆☆☆` is one rating as it stands, as a plain number is one.
        let hollow = (i + after..text.run_end(i, run)).take_while(|at| text.char(*at) == '☆').count();
        if hollow > 0 && before + after + hollow == MOST_STARS {
            return RARE;
        }
        let is_full = before.is_multiple_of(MOST_STARS) && after.is_multiple_of(MOST_STARS);
        return if is_full && left != '☆' { STRONG } else { WEAK };
    }
    match (left, right) {
        ('☆', '★') => CERTAIN,
        // Flags are two letters, and colours of skin follow a hand.
        // `★★★☆☆★★★★☆`
        ('★', '☆') | ('🇦'..='🇿', '🇦'..='🇿') | (_, '🏻'..='🏿' | '\u{200d}') => INNER,
        _ if left == right => FAIR,
        ('★', _) | (_, '★') => CERTAIN,
        // Pictures are also set side by side.
        ('\u{1f000}'.., '\u{1f000}'..) => FAIR,
        _ => STRONG,
    }
}

/// `✗Related`, `★★★No`: behind a symbol; one alone may also be the mark of what follows.
pub(super) fn after_symbol(text: &Text, i: usize) -> i32 {
    let is_rating = text.before(i - 1) == Class::Symbol && is_star(text.char(i - 1));
    if is_rating && text.class(i).is_letter() { STRONG } else { FAIR }
}
