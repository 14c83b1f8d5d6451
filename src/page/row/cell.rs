//! Cells: whether a piece of a row could be an attribute or a value, and how alike two values are.

use super::text::{Class, Text};
use super::{signs, terms};

/// An attribute or value that hardly occurs.
const RARE: i32 = 5;
/// A value that is said of both figures in the same words is no coincidence, the less so the longer it is.
pub(super) const IDENTICAL: i32 = 6;
const MOST_IDENTICAL: i32 = 26;
/// Values alike in one respect.
const ALIKE: i32 = 3;
/// Two numbers with as many digits each, where the digits could be cut in another place. Of 270 such pairs in the tables of
/// many sites 269 were of one width: eight bits. It is for something else to make ten of them.
const EQUAL_WIDTH: i32 = 8;
/// The most that likenesses in several respects are worth.
const MOST_ALIKE: i32 = 12;
/// From so many characters on it is no chance that digits stand in the same places of both values.
const LONG_SHAPE: usize = 5;
/// The most that a common beginning is worth.
const MOST_COMMON: i32 = 12;
/// Longer values with a full stop at the end are sentences.
const SENTENCE: usize = 15;
/// Longer attributes become rare.
const LONG_ATTRIBUTE: usize = 45;

/// A cell, as the places where it begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Cell {
    fn len(self) -> usize {
        self.end - self.start
    }
}

/// How odd the cell would be as an attribute, in bits: attributes are short names without commas, sums or full stops.
///
/// `has_small_words` says that the page has words such as `iPhone` and `iOS` elsewhere, and so perhaps here.
pub(super) fn attribute_oddity(text: &Text, cell: Cell, has_small_words: bool) -> i32 {
    let mut commas = 0;
    let mut digits = 0;
    let mut odd = 0;
    for i in cell.start..cell.end.min(cell.start + 4 * LONG_ATTRIBUTE) {
        match text.class(i) {
            Class::Comma if text.class(i + 1) == Class::Space => commas += 1,
            Class::Digit => {
                digits += 1;
                // `Wins82`
                odd += if i > cell.start && text.before(i) == Class::Lower { 2 } else { 0 };
            }
            // `Booking.com access`
            Class::Stop if terms::begins_with_domain(text.slice(i + 1, i + 5)) => {}
            // `U.S. Release` is fine, `Place.us` is not.
            Class::Stop if text.class(i + 1) == Class::Lower => odd += 2 * RARE,
            Class::Stop if text.class(i + 1) == Class::Space && text.class(i + 2) == Class::Upper => odd += RARE,
            Class::Currency => odd += 2,
            _ => {}
        }
    }
    odd += if commas > 0 { RARE } else { 0 } + i32::from(digits > 0);
    odd += match text.class(cell.end - 1) {
        // `ESPN2`
        Class::Digit if text.before(cell.end - 1) == Class::Upper => ALIKE,
        Class::Digit | Class::Stop => RARE,
        _ => 0,
    };
    let excess = cell.len().saturating_sub(LONG_ATTRIBUTE) / 6;
    odd += i32::try_from(excess).unwrap_or(i32::MAX).min(2 * RARE);
    odd += if cell.len() == 1 { RARE } else { 0 };
    odd += if takes_a_small_letter(text, cell, has_small_words) { 3 * RARE } else { 0 };
    odd += i32::from(text.class(cell.start) == Class::Lower);
    odd + ending_oddity(text, cell)
}

/// Whether the attribute may have taken the small letter of the word behind it, as in `DeviceiPhone`: few nouns end
/// with an `i`, and hardly any with `ei`. `AlumniHarvard` is believed where nothing else on the page begins so.
fn takes_a_small_letter(text: &Text, cell: Cell, has_small_words: bool) -> bool {
    text.char(cell.end - 1) == 'i'
        && (has_small_words || cell.len() > 1 && text.char(cell.end - 2) == 'e')
        && text.before(cell.end - 1).is_letter()
        && text.slice(cell.end - 2, cell.end) != "Fi"
        && text.class(cell.end) == Class::Upper
}

/// How odd the cell would be as a value, in bits.
pub(super) fn value_oddity(text: &Text, cell: Cell) -> i32 {
    let class = text.class(cell.start);
    let alone = match class {
        _ if cell.len() > 1 => 0,
        _ if class.is_letter() => 2,
        Class::Digit | Class::Currency | Class::Symbol | Class::Dash => 0,
        _ => 2 * RARE,
    };
    let rated = if class == Class::Symbol { rating_oddity(text, cell) } else { 0 };
    let cut_off = if is_cut_from_its_number(text, cell) || is_cut_from_its_word(text, cell) { 2 * RARE } else { 0 };
    alone + rated + cut_off + if class == Class::Lower { 2 } else { 0 } + ending_oddity(text, cell)
}

/// Whether the cell is a unit or magnitude in capitals right behind a digit, and nothing else: the `K` of `4K`.
fn is_cut_from_its_number(text: &Text, cell: Cell) -> bool {
    text.before(cell.start) == Class::Digit && terms::is_upper_unit(text.slice(cell.start, cell.end))
}

/// Whether the cell is one letter that stands between two seams of which a word has one: the `S` of `AASchalet`, which is `AA`
/// and `Schalet` or `AAS` and `chalet`, or the `x` of `boxDrive`.
fn is_cut_from_its_word(text: &Text, cell: Cell) -> bool {
    let goes_on = match text.class(cell.start) {
        Class::Upper => text.class(cell.end) == Class::Lower,
        Class::Lower => text.before(cell.start) == Class::Lower || text.class(cell.end) == Class::Lower,
        _ => false,
    };
    cell.len() == 1 && goes_on
}

/// How odd the symbols are that a value begins with: more stars than are given, or stars beside a tick or cross.
fn rating_oddity(text: &Text, cell: Cell) -> i32 {
    let symbols = cell.start..text.run_end(cell.start, |class| class == Class::Symbol).min(cell.end);
    let stars = symbols.clone().filter(|i| signs::is_star(text.char(*i))).count();
    if stars > signs::MOST_STARS || stars > 0 && stars < symbols.len() { 2 * RARE } else { 0 }
}

/// How odd it is to end as the cell does: with an article or a conjunction, `the` or `and`.
fn ending_oddity(text: &Text, cell: Cell) -> i32 {
    if text.class(cell.end - 1) != Class::Lower {
        return 0;
    }
    let start = text.run_start(cell.end, Class::is_letter).max(cell.start);
    if text.before(start) == Class::Space && terms::is_never_last(text.slice(start, cell.end)) { RARE } else { 0 }
}

/// How much two neighbouring values speak for each other, in bits; below 0 when they speak against.
pub(super) fn likeness(text: &Text, one: Cell, other: Cell) -> i32 {
    let (a, b) = (text.slice(one.start, one.end), text.slice(other.start, other.end));
    if a == b {
        // The halves of `OXOX` are equal by chance.
        if a.len() == 2 && one.end == other.start && a.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return 0;
        }
        let length = i32::try_from(one.len()).unwrap_or(MOST_IDENTICAL);
        // Small numbers are equal by chance.
        let base = if is_number(a) { 2 } else { IDENTICAL };
        return length.saturating_add(base).min(MOST_IDENTICAL);
    }
    let mut alike = 0;
    if same_last_word(text, one, other) {
        alike += ALIKE;
    }
    if first_word(a).is_some_and(|word| first_word(b) == Some(word)) {
        alike += ALIKE;
    }
    if is_explained_number(a) && is_explained_number(b) {
        alike += ALIKE;
    }
    let beginning = common_beginning(a, b);
    if same_shape(a, b) {
        alike += ALIKE;
    }
    if !text.class(one.start).is_word() && text.char(one.start) == text.char(other.start) {
        alike += ALIKE;
    }
    let [one_number, other_number] = [a, b].map(|cell| cell.trim_end_matches('+').trim_start_matches('~'));
    let are_numbers = is_number(one_number) && is_number(other_number);
    if same_runs(a, b) && one.len() >= LONG_SHAPE && a.contains(|c: char| c.is_ascii_digit()) && !is_number(a) {
        // `2560 × 1664` and `3024 × 1964`
        alike += EQUAL_WIDTH;
    } else if is_record(a) && is_record(b) && same_runs(a, b) {
        alike += ALIKE;
    }
    let numbers = if are_numbers { like_numbers(one_number, other_number) } else { 0 };
    alike.min(MOST_ALIKE).max(beginning) + numbers + same_ending(text, one, other) - bare_beside_measure(a, b)
}

/// What the same words and numbers at the beginning of both values say: `12MP wide`, `12MP`.
fn common_beginning(a: &str, b: &str) -> i32 {
    let same = |(one, other): &(&str, &str)| one == other && one.contains(char::is_alphanumeric);
    let words = a.split(' ').zip(b.split(' ')).take(4).take_while(same);
    let length: usize = words.map(|(word, _)| word.chars().count() + 1).sum();
    if length <= 2 { 0 } else { i32::try_from(length + 2).unwrap_or(MOST_COMMON).min(MOST_COMMON) }
}

/// Whether a cell is a number and what it means in brackets: `2 (2009, 2010)`.
fn is_explained_number(cell: &str) -> bool {
    cell.split_once(" (").is_some_and(|(number, rest)| is_number(number) && !number.is_empty() && rest.ends_with(')'))
}

/// Whether a cell is a record, a range or a ratio: `56-5`, `16:1`.
fn is_record(cell: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ':');
    cell.contains(['-', '–', ':']) && cell.starts_with(|c: char| c.is_ascii_digit()) && cell.chars().all(is_part)
}

/// Whether two cells have digits in the same places.
fn same_runs(a: &str, b: &str) -> bool {
    a.chars().count() == b.chars().count()
        && a.chars().zip(b.chars()).all(|(one, other)| one.is_ascii_digit() == other.is_ascii_digit())
}

/// What two numbers say that are built alike, in digits before and behind the point.
fn like_numbers(a: &str, b: &str) -> i32 {
    let decimals = |number: &str| number.find('.').map_or(0, |point| number.len() - point - 1);
    if same_runs(a, b) && a.len() > 1 {
        EQUAL_WIDTH
    } else if decimals(a) != decimals(b) && decimals(a) > 0 && decimals(b) > 0 {
        -ALIKE
    } else if a.len() == b.len() {
        ALIKE
    } else {
        0
    }
}

/// What speaks against a bare number beside a measure: `$6|6`, `4 km|13`.
fn bare_beside_measure(a: &str, b: &str) -> i32 {
    let has_digit = |cell: &str| cell.bytes().any(|byte| byte.is_ascii_digit());
    let mismatch = is_number(a) != is_number(b) && has_digit(a) && has_digit(b);
    if mismatch { ALIKE + 1 } else { 0 }
}

/// Sentences stand beside sentences: both end with a full stop, or neither.
fn same_ending(text: &Text, one: Cell, other: Cell) -> i32 {
    let sentence = |cell: Cell| cell.len() >= SENTENCE && text.before(cell.end) == Class::Stop;
    match (sentence(one), sentence(other)) {
        (true, true) => RARE,
        (false, false) => 0,
        _ => -ALIKE - 1,
    }
}

/// Whether both cells end with the same word or sign behind a number or a space: `km²`, `million`, `%`.
fn same_last_word(text: &Text, one: Cell, other: Cell) -> bool {
    let last = |cell: Cell| {
        let start = text.run_start(cell.end, |class| class != Class::Space && class != Class::Digit).max(cell.start);
        (start > cell.start).then(|| text.slice(start, cell.end)).filter(|word| !word.is_empty())
    };
    last(one).is_some_and(|word| last(other) == Some(word))
}

/// The first word of a cell that has several words, or the letters it begins with.
fn first_word(cell: &str) -> Option<&str> {
    let end = cell.find(|c: char| !c.is_alphabetic())?;
    (end > 0).then(|| &cell[..end])
}

/// Whether the cell is a number and nothing else.
fn is_number(cell: &str) -> bool {
    cell.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
}

/// Whether two cells with digits are built alike once runs of letters and of digits are counted as one each.
fn same_shape(a: &str, b: &str) -> bool {
    if !a.bytes().take(SENTENCE).any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mut left = shape(a);
    let mut right = shape(b);
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (l, r) if l != r => return false,
            _ => {}
        }
    }
}

/// The characters of a cell with letters as `a` and digits as `0`, runs shortened to one; thousands separators left out.
fn shape(cell: &str) -> impl Iterator<Item = char> + '_ {
    let mut previous = '\n';
    let mut chars = cell.chars().take(200).peekable();
    std::iter::from_fn(move || {
        loop {
            let mut c = chars.next()?;
            if c.is_ascii_digit() {
                c = '0';
            } else if c.is_alphabetic() {
                c = 'a';
            } else if c == ',' && previous == '0' && chars.peek().is_some_and(char::is_ascii_digit) {
                continue;
            }
            if c != previous || !c.is_alphanumeric() {
                previous = c;
                return Some(c);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> i32 {
        let row = format!("{a}{b}");
        let text = Text::new(&row);
        let middle = a.chars().count();
        likeness(&text, Cell { start: 0, end: middle }, Cell { start: middle, end: text.len() })
    }

    #[test]
    fn measures_with_the_same_unit_are_alike() {
        assert!(alike("331 million", "25 million") > alike("331 million", "Unknown"));
        assert!(alike("22,402,200 km²", "603 km²") >= 2 * ALIKE);
    }

    #[test]
    fn identical_cells_are_most_alike() {
        assert!(alike("Euro zone", "Euro zone") > alike("2 years", "6 years"));
    }

    #[test]
    fn attributes_are_short_names() {
        let odd = |s: &str| attribute_oddity(&Text::new(s), Cell { start: 0, end: s.chars().count() }, false);
        assert_eq!(odd("Foreign Policy"), 0);
        assert!(odd("Foreign Policy, War") > 0 && odd("Policy of the") > 0 && odd("Population3") > 0);
    }
}
