//! Seams beside full stops, quotes, brackets and the marks that end a measure.

use super::balance::Balance;
use super::bits::{CERTAIN, FAIR, GOOD, INNER, POOR, RARE, SLIGHT, STRONG, UNLIKELY, WEAK};
use super::terms;
use super::text::{Class, Text};

/// Behind a full stop: `power.A form`, `D.C.Beijing`, `Inc.2004`, but also `J.R.R.` and `node.js`.
pub(super) fn after_stop(text: &Text, right: Class, i: usize) -> Option<i32> {
    let stop = i - 1;
    let start = text.run_start(stop, Class::is_letter);
    let word = text.slice(start, stop);
    let initial = text.before(stop) == Class::Upper && text.class(stop.wrapping_sub(2)) != Class::Upper;
    match right {
        Class::Upper | Class::Uncased if initial && text.char(i + 1) == '.' => Some(RARE),
        Class::Upper | Class::Uncased if initial => {
            Some(if text.char(stop.wrapping_sub(2)) == '.' { STRONG } else { SLIGHT })
        }
        // `VB.NET`, `ASP.NET`.
        Class::Upper if text.before(stop) == Class::Upper && text.class(i + 1) == Class::Upper => Some(POOR),
        Class::Upper | Class::Uncased if terms::is_title_abbreviation(word) => Some(SLIGHT),
        Class::Upper | Class::Uncased => Some(CERTAIN),
        // A decimal point or the stop of `.5` is no end.
        Class::Digit if matches!(text.before(stop), Class::Digit | Class::Space) || stop == 0 => None,
        Class::Digit if terms::is_number_abbreviation(word) => Some(POOR),
        // `M.2`
        Class::Digit if initial && text.char(stop.wrapping_sub(2)) != '.' => Some(POOR),
        Class::Digit | Class::Currency | Class::Open | Class::Symbol => Some(GOOD),
        Class::Lower => (start < stop).then_some(INNER),
        _ => None,
    }
}

/// `.us`, `.NET`, `.5` behind a word: a cell that begins with a full stop.
pub(super) fn before_stop(text: &Text, i: usize) -> Option<i32> {
    match (text.class(i - 1), text.class(i + 1)) {
        (Class::Lower, Class::Lower) => Some(if is_among_suffixes(text, i) { UNLIKELY } else { INNER }),
        (Class::Upper, Class::Lower) if text.char(i.wrapping_sub(2)) == '.' => Some(INNER),
        (Class::Upper, Class::Lower) => Some(SLIGHT),
        (Class::Lower, Class::Upper) => Some(RARE),
        (Class::Lower, Class::Digit) => Some(WEAK),
        (Class::Close, Class::Lower | Class::Digit) => Some(FAIR),
        _ => None,
    }
}

/// Whether the full stop begins a suffix beside another, as in `.us.cn`.
fn is_among_suffixes(text: &Text, stop: usize) -> bool {
    let before = text.run_start(stop, Class::is_letter);
    let end = text.run_end(stop + 1, Class::is_letter);
    let short = end - stop <= 5;
    short && (text.before(before) == Class::Stop || text.class(end) == Class::Stop && text.class(end + 1).is_letter())
}

/// `Based on"Wiseguy"`: before an opening quote.
pub(super) fn before_quote(text: &Text, balance: &Balance, left: Class, i: usize) -> Option<i32> {
    if !balance.opens(i) || i + 1 == text.len() {
        return None;
    }
    if !balance.quotes_match() {
        return Some(POOR);
    }
    let closed = left == Class::Quote && !balance.opens(i - 1);
    (left.is_word() || closed || matches!(left, Class::Close | Class::Stop | Class::Ender | Class::Tail))
        .then_some(STRONG)
}

/// `diplomacy"Focused`: behind a closing quote or an inch mark.
pub(super) fn after_quote(text: &Text, balance: &Balance, right: Class, i: usize) -> Option<i32> {
    if balance.opens(i - 1) {
        return None;
    }
    match right {
        _ if !balance.quotes_match() => Some(POOR),
        Class::Digit if balance.is_inch_mark(i - 1) => Some(GOOD),
        Class::Upper | Class::Uncased | Class::Digit => Some(STRONG),
        Class::Lower => Some(POOR),
        _ => None,
    }
    .filter(|_| text.class(i - 1) == Class::Quote)
}

/// `'one''two'`: between a closing and an opening quote.
pub(super) fn between_apostrophes(text: &Text, i: usize) -> Option<i32> {
    (text.before(i - 1).is_word() && text.class(i + 1).is_word()).then_some(STRONG)
}

/// `Unknown(debated)`: before an opening bracket.
pub(super) fn before_bracket(text: &Text, left: Class, i: usize) -> Option<i32> {
    if matches!(text.char(i), '“' | '«' | '„') {
        return Some(STRONG);
    }
    match left {
        Class::Close => Some(GOOD),
        _ if left.is_word() => Some(POOR),
        _ => None,
    }
}

/// `42.8%24.1%`, `km²9`, but `°C` and `27°59′N`.
pub(super) fn after_tail(text: &Text, right: Class, i: usize) -> Option<i32> {
    let tail = text.char(i - 1);
    let angle = matches!(tail, '°' | 'º' | '′' | '″');
    match right {
        Class::Upper
            if angle
                && !matches!(text.class(i + 1), Class::Lower)
                && matches!(text.char(i), 'C' | 'F' | 'N' | 'S' | 'E' | 'W' | 'K') =>
        {
            Some(INNER)
        }
        Class::Digit if angle => {
            let end = text.run_end(i, |class| class == Class::Digit);
            Some(if matches!(text.char(end), '′' | '\'' | '″' | '’') { RARE } else { STRONG })
        }
        Class::Digit | Class::Upper | Class::Uncased => Some(STRONG),
        Class::Open => Some(WEAK),
        Class::Lower => Some(POOR),
        _ => None,
    }
}
