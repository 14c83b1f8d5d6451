//! Seams: the places in a row where one cell could end and the next begin, each with a weight (see [`super::bits`]).
//! White space is never at a seam.

use super::balance::Balance;
use super::bits::{CERTAIN, CUTS_A_PAIR, FAIR, INNER, POOR, STRONG, WEAK, WITHIN_A_PLAIN_NUMBER, WITHIN_DIGITS};
use super::text::{Class, Text};
use super::{letters, marks, numeral, signs, terms};

/// A row with more places than this is not looked at: no real table cell has so many.
pub(super) const MOST_SEAMS: usize = 96;

/// A place where a cell could end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seam {
    /// The position of the first character behind the seam.
    pub(super) at: usize,
    /// How much speaks for it, in bits.
    pub(super) weight: i32,
    /// The number that the seam cuts, as start and end.
    pub(super) number: Option<(usize, usize)>,
}

/// Returns the places where a cell could end, in reading order, each weighed by what stands around it; `None` when there
/// are too many.
pub(super) fn find(text: &Text, balance: &Balance) -> Option<Vec<Seam>> {
    let mut seams = Vec::with_capacity(8);
    let mut number = (text.class(0) == Class::Digit).then(|| (0, numeral::end_of_number(text, 0)));
    for i in 1..text.len() {
        let (left, right) = (text.class(i - 1), text.class(i));
        if right == Class::Digit && number.is_none_or(|(_, end)| i >= end) {
            number = Some((i, numeral::end_of_number(text, i)));
        }
        let is_within_word = left == Class::Lower && right == Class::Lower && !begins_none(text, i);
        if left == Class::Space || right == Class::Space || is_within_word {
            continue;
        }
        let mut add = |at: usize, weight: i32, number: Option<(usize, usize)>| {
            let cuts = if balance.cuts_a_pair(at) { CUTS_A_PAIR } else { 0 };
            seams.push(Seam { at, weight: weight + cuts, number });
        };
        if let (Class::Lower, Class::Upper) = (left, right)
            && let Some(start) = letters::small_start(text, i)
        {
            add(start, WEAK, None);
        }
        let cut = if left == Class::Digit && right == Class::Digit { number } else { None };
        let weight = match cut {
            Some(number) => weigh_cut_number(text, number, i),
            None => weigh(text, balance, i),
        };
        if let Some(weight) = weight {
            add(i, weight, cut);
        }
        if seams.len() > MOST_SEAMS {
            return None;
        }
    }
    Some(seams)
}

/// Whether `n/a` begins here, which is a cell, behind what a cell may end with.
fn begins_none(text: &Text, i: usize) -> bool {
    text.slice(i, i + 3) == "n/a"
        && text.class(i + 3) != Class::Lower
        && (text.before(i).is_word()
            || matches!(text.before(i), Class::Close | Class::Stop | Class::Tail | Class::Symbol))
}

/// The weight of the seam before position `i`; `None` where no cell ends.
fn weigh(text: &Text, balance: &Balance, i: usize) -> Option<i32> {
    if begins_none(text, i) {
        return Some(FAIR);
    }
    match (text.class(i - 1), text.class(i)) {
        (_, Class::Currency) => signs::before_currency(text, i),
        (_, Class::Sign) => signs::before_sign(text, i),
        (_, Class::Stop) => marks::before_stop(text, i),
        (_, Class::Dash) => signs::before_dash(text, i),
        (left, Class::Quote) => marks::before_quote(text, balance, left, i),
        (left, Class::Open) => marks::before_bracket(text, left, i),
        (_, Class::Comma | Class::Close | Class::Tail | Class::Ender | Class::Join | Class::Space) => None,
        (Class::Upper, Class::Lower) => letters::upper_lower(text, i),
        (Class::Lower, Class::Upper) => Some(letters::lower_upper(text, i)),
        (Class::Upper, Class::Upper) => Some(letters::upper_upper(text, i)),
        (Class::Lower, Class::Digit) => Some(letters::lower_digit(text, i)),
        (Class::Upper, Class::Digit) => Some(letters::upper_digit(text, i)),
        (Class::Digit, Class::Upper) => Some(letters::digit_upper(text, i)),
        (Class::Digit, Class::Lower) => letters::digit_lower(text, i),
        (Class::Stop, right) => marks::after_stop(text, right, i),
        (Class::Close | Class::Ender | Class::Quote, Class::Lower)
            if terms::begins_with_small_name(text.slice(i, i + 12)) =>
        {
            Some(STRONG)
        }
        (Class::Ender, right) => right.is_word().then_some(if right == Class::Lower { POOR } else { CERTAIN }),
        (Class::Close, right) => Some(if right == Class::Lower { POOR } else { CERTAIN }),
        (Class::Quote, right) => marks::after_quote(text, balance, right, i),
        (Class::Tail, right) => marks::after_tail(text, right, i),
        (Class::Currency, right) => signs::after_currency(text, right, i),
        (Class::Sign, right) => signs::after_sign(text, right, i),
        (Class::Apostrophe, Class::Upper | Class::Digit) => Some(INNER),
        (Class::Symbol, Class::Symbol) => Some(signs::between_symbols(text, i)),
        (Class::Symbol, right) => right.is_word().then(|| signs::after_symbol(text, i)),
        (Class::Dash, right) => signs::after_dash(text, right, i),
        (left, Class::Symbol) => left.is_word().then_some(STRONG),
        (Class::Apostrophe, Class::Apostrophe) => marks::between_apostrophes(text, i),
        (Class::Uncased, Class::Lower | Class::Upper) | (Class::Lower | Class::Upper, Class::Uncased) => Some(FAIR),
        (Class::Uncased, Class::Digit) | (Class::Digit, Class::Uncased) => Some(POOR),
        _ => None,
    }
}

/// A seam between two digits, as if the number were cut here only.
fn weigh_cut_number(text: &Text, number: (usize, usize), i: usize) -> Option<i32> {
    let (start, end) = number;
    let pieces = numeral::oddity(text, start, i) + numeral::oddity(text, i, end);
    let whole = numeral::oddity(text, start, end);
    let in_other_text = text.before(start) == Class::Space || end < text.len();
    let cut = if whole == 0 && (in_other_text || end - start >= 4) { WITHIN_A_PLAIN_NUMBER } else { WITHIN_DIGITS };
    // `4K2064×2208 per eye`: a factor is not cut, unless another product begins there: `2560 × 1664` beside `3024 × 1964`.
    let factor = if numeral::is_factor(text, start) && !numeral::has_factor(text, end) { POOR } else { 0 };
    let weight = cut + whole - pieces + factor;
    // A piece that is no number at all is not worth a look, unless the number is cut once more.
    (weight > 2 * INNER).then_some(weight)
}

/// The weight of cutting a number at these places, all at once; the places are in order.
pub(super) fn weigh_cuts(text: &Text, number: (usize, usize), cuts: impl Iterator<Item = usize>) -> i32 {
    let mut weight = numeral::oddity(text, number.0, number.1);
    let mut start = number.0;
    for cut in cuts {
        weight += WITHIN_DIGITS - numeral::oddity(text, start, cut);
        start = cut;
    }
    weight - numeral::oddity(text, start, number.1)
}

/// The most that cutting the seam's number, here and elsewhere, can be worth.
pub(super) fn most_by_cuts(text: &Text, seam: &Seam) -> i32 {
    seam.number.map_or(i32::MIN, |(start, end)| WITHIN_DIGITS + numeral::oddity(text, start, end))
}

/// The weight of that of the cuts which says least: one that cuts a number in two that is plain, and would be without it.
pub(super) fn weakest_cut(text: &Text, number: (usize, usize), cuts: &(impl Iterator<Item = usize> + Clone)) -> i32 {
    let starts = [number.0].into_iter().chain(cuts.clone());
    let ends = cuts.clone().skip(1).chain([number.1]);
    let is_plain = |(start, end)| numeral::oddity(text, start, end) == 0;
    if starts.zip(ends).any(is_plain) { WITHIN_A_PLAIN_NUMBER } else { i32::MAX }
}
