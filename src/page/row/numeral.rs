//! Numbers: how odd a run of digits and separators would be as a number by itself. A seam inside `18541564` is found
//! because `1854` and `1564` are plain and `18541564` is odd; `3634` stays unclear because `36|34` and `363|4` are both plain.

use super::terms;
use super::text::{Class, Text};

/// No number looks like this.
const MALFORMED: i32 = 14;
/// Five and more digits without separators: rare where pages write `22,402,200`.
const LONG: i32 = 10;
/// A range whose ends do not fit.
const BAD_RANGE: i32 = 9;
/// A number beside a month's name that is no day and no year.
const NO_DATE: i32 = 8;
/// Four digits that are no year, or the like.
const UNUSUAL: i32 = 2;

/// Whether a character can be part of a number between its digits.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '.' | ':' | '/' | '-' | '–')
}

/// Where the number that the digit at `i` belongs to ends.
pub(super) fn end_of_number(text: &Text, i: usize) -> usize {
    let mut end = i;
    loop {
        while text.class(end) == Class::Digit {
            end += 1;
        }
        if is_separator(text.char(end)) && text.class(end + 1) == Class::Digit {
            end += 1;
        } else {
            return end;
        }
    }
}

/// Returns how odd the characters from `start` to `end` would be as a number, in bits; 0 is plain.
pub(super) fn oddity(text: &Text, start: usize, end: usize) -> i32 {
    if end - start > 40 {
        return MALFORMED;
    }
    shape_oddity(text, start, end) + date_oddity(text, start, end)
}

/// How odd the number is in itself.
fn shape_oddity(text: &Text, start: usize, end: usize) -> i32 {
    let dash = |c: char| matches!(c, '-' | '–');
    let Some(first_dash) = (start..end).find(|i| dash(text.char(*i))) else {
        return simple_oddity(text, start, end);
    };
    match (first_dash + 1..end).find(|i| dash(text.char(*i))) {
        None => range_oddity(text, (start, first_dash), (first_dash + 1, end)),
        Some(second_dash) => {
            let widths = [first_dash - start, second_dash - first_dash - 1, end - second_dash - 1];
            let is_date = widths == [4, 2, 2] || widths == [2, 2, 4];
            let is_more = (second_dash + 1..end).any(|i| text.class(i) != Class::Digit);
            if is_date && !is_more { 0 } else { MALFORMED }
        }
    }
}

/// How odd `from-to` is: ends in the wrong order, or a year with something that is none.
fn range_oddity(text: &Text, from: (usize, usize), to: (usize, usize)) -> i32 {
    let own = simple_oddity(text, from.0, from.1) + simple_oddity(text, to.0, to.1);
    let (Some(low), Some(high)) = (whole_part(text, from), whole_part(text, to)) else { return own };
    let counts_down = is_before_christ(text, to.1);
    let fits = if counts_down { low >= high } else { low <= high };
    let abbreviated = is_year(low, from) && to.1 - to.0 == 2 && high > low % 100;
    let year_with_none = is_year(low, from) && !abbreviated && !counts_down && !is_year(high, to);
    let mismatch = if year_with_none { 6 } else { 0 };
    if fits || abbreviated {
        own + mismatch
    } else if (low < 1000 && high < 1000) && !is_year(high, to) {
        // `857–153` may be what was won and lost.
        own + 4
    } else {
        own + mismatch + BAD_RANGE
    }
}

/// How odd a number without dashes is.
fn simple_oddity(text: &Text, start: usize, end: usize) -> i32 {
    let mut separators = [0usize; 4];
    for i in start..end {
        match text.char(i) {
            ',' => separators[0] += 1,
            '.' => separators[1] += 1,
            ':' => separators[2] += 1,
            '/' => separators[3] += 1,
            _ => {}
        }
    }
    match separators {
        [0, 0, 0, 0] => plain_oddity(text, start, end),
        [_, 0 | 1, 0, 0] => grouped_oddity(text, start, end),
        [0, _, 0, 0] => dotted_oddity(text, start, end),
        [0, 0, _, 0] => clock_oddity(text, start, end),
        [0, _, 0, _] => parts_of(text, start, end, '/').map(|(a, b)| simple_oddity(text, a, b)).sum::<i32>() + 1,
        _ => MALFORMED,
    }
}

/// How odd a run of digits is.
fn plain_oddity(text: &Text, start: usize, end: usize) -> i32 {
    let width = end - start;
    if width == 0 {
        return MALFORMED;
    }
    if text.char(start) == '0' {
        // A lone nought is a number, but `870|0 kinds` is also what a round number looks like.
        return match width {
            1 if end == text.len() || is_measured(text, end) => UNUSUAL + 1,
            1 => LONG + 1,
            _ => MALFORMED,
        };
    }
    match width {
        1..=3 => 0,
        4 if integer(text, (start, end)).is_some_and(|n| is_year(n, (start, end))) || is_before_christ(text, end) => 0,
        4 => UNUSUAL,
        _ => LONG,
    }
}

/// Whether a unit, an inch mark, `-bit` or a plus follows the number: of a measure, nothing is as likely as anything.
pub(super) fn is_measured(text: &Text, end: usize) -> bool {
    let start = end + usize::from(text.class(end) == Class::Space);
    let word = text.slice(start, text.run_end(start, Class::is_letter));
    let is_compound = text.class(end) == Class::Dash && text.class(end + 1) == Class::Lower;
    let is_least = text.char(end) == '+' && !text.class(end + 1).is_word();
    text.class(end) == Class::Tail
        || text.class(end) == Class::Quote
        || is_compound
        || is_least
        || terms::is_lower_unit(word)
        || terms::is_upper_unit(word)
        || terms::compound_at(word).is_some()
}

/// Whether the number that begins here is multiplied with one before it.
pub(super) fn is_factor(text: &Text, start: usize) -> bool {
    let before = if text.before(start) == Class::Space { start - 1 } else { start };
    text.char(before.wrapping_sub(1)) == '×'
}

/// Whether the number that ends here is multiplied with one behind it.
pub(super) fn has_factor(text: &Text, end: usize) -> bool {
    text.char(if text.class(end) == Class::Space { end + 1 } else { end }) == '×'
}

/// Whether things are counted by the number of two or three digits from `start` to `end`: `14 submarines`.
pub(super) fn is_count(text: &Text, start: usize, end: usize) -> bool {
    let word = text.slice(end + 1, text.run_end(end + 1, |class| class == Class::Lower));
    (2..=3).contains(&(end - start)) && text.class(end) == Class::Space && word.len() > 3 && word.ends_with('s')
}

/// How odd a number with thousands separators or one decimal point is: `9,984,670`, `37.59`, `1,234.5`.
fn grouped_oddity(text: &Text, start: usize, end: usize) -> i32 {
    let point = (start..end).find(|i| text.char(*i) == '.');
    let whole_end = point.unwrap_or(end);
    if let Some(point) = point {
        let decimals = end - point - 1;
        if decimals == 0 || (point + 1..end).any(|i| text.class(i) != Class::Digit) {
            return MALFORMED;
        }
        if point == start + 1 && text.char(start) == '0' {
            // `0.0001`
            let is_small = decimals == 4 && text.char(point + 1) == '0';
            return if is_small { UNUSUAL } else { decimal_oddity(decimals) };
        }
        return decimal_oddity(decimals) + grouped_integer_oddity(text, start, whole_end);
    }
    grouped_integer_oddity(text, start, whole_end)
}

/// How odd a number of decimals is.
fn decimal_oddity(decimals: usize) -> i32 {
    match decimals {
        1 | 2 => 0,
        3 => UNUSUAL,
        _ => LONG,
    }
}

/// How odd an integer, with or without thousands separators, is.
fn grouped_integer_oddity(text: &Text, start: usize, end: usize) -> i32 {
    let mut parts = parts_of(text, start, end, ',');
    let Some(first) = parts.next() else { return MALFORMED };
    if first.1 == end {
        return plain_oddity(text, start, end);
    }
    let first_fits = (1..=3).contains(&(first.1 - first.0)) && text.char(first.0) != '0';
    if first_fits && parts.all(|(a, b)| b - a == 3) { 0 } else { MALFORMED }
}

/// How odd a version or a date with points is.
fn dotted_oddity(text: &Text, start: usize, end: usize) -> i32 {
    let mut longest = 0;
    let mut count = 0;
    for (a, b) in parts_of(text, start, end, '.') {
        longest = longest.max(b - a);
        count += 1;
    }
    if longest > 4 || count > 4 { MALFORMED } else { 3 }
}

/// How odd a time of day or a ratio is.
fn clock_oddity(text: &Text, start: usize, end: usize) -> i32 {
    let parts = parts_of(text, start, end, ':');
    let mut count = 0;
    let mut odd = 0;
    for (a, b) in parts {
        count += 1;
        if b - a > 2 {
            odd = MALFORMED;
        }
    }
    if count > 3 { MALFORMED } else { odd }
}

/// How odd the number is beside a month's name: `30 April 1789`, `April 30, 1789`.
fn date_oddity(text: &Text, start: usize, end: usize) -> i32 {
    let mut odd = 0;
    let value = integer(text, (start, end));
    let is_day = end - start <= 2 && value.is_some_and(|n| (1..=31).contains(&n));
    let is_full_year = value.is_some_and(|n| is_year(n, (start, end)));
    if text.class(end) == Class::Space && text.class(end + 1) == Class::Upper && !is_day {
        let month_follows = terms::begins_with_month(text.slice(end + 1, end + 12));
        odd += if month_follows && !ends_a_range(text, start, end) { NO_DATE } else { 0 };
    }
    if text.before(start) == Class::Space && !is_day && !is_full_year {
        let mut word_end = start - 1;
        if text.char(word_end.wrapping_sub(1)) == ',' {
            word_end -= 1;
            word_end = text.run_start(word_end, |class| class == Class::Digit);
            word_end = text.run_start(word_end, |class| class == Class::Space);
        }
        let month_precedes = text.before(word_end) == Class::Lower
            && terms::ends_with_month(text.slice(word_end.saturating_sub(10), word_end));
        odd += if month_precedes && !ends_a_range(text, start, end) { NO_DATE } else { 0 };
    }
    odd
}

/// Whether the number is a range of days, as in `3–5 May`.
fn ends_a_range(text: &Text, start: usize, end: usize) -> bool {
    end - start <= 5 && (start..end).any(|i| matches!(text.char(i), '-' | '–'))
}

/// Whether the number that ends here counts the years before Christ.
fn is_before_christ(text: &Text, end: usize) -> bool {
    text.slice(end, end + 3) == " BC"
}

/// Whether the number that begins here is a year by itself.
pub(super) fn is_year_at(text: &Text, start: usize) -> bool {
    let place = (start, end_of_number(text, start));
    integer(text, place).is_some_and(|number| is_year(number, place))
}

/// Whether the number, written in these places, is a year as pages write them.
fn is_year(number: u64, place: (usize, usize)) -> bool {
    place.1 - place.0 == 4 && (1000..=2100).contains(&number)
}

/// The value of a run of digits; `None` when it is none or too long.
fn integer(text: &Text, place: (usize, usize)) -> Option<u64> {
    if place.1 <= place.0 || place.1 - place.0 > 15 {
        return None;
    }
    (place.0..place.1).try_fold(0, |n, i| text.char(i).to_digit(10).map(|digit| n * 10 + u64::from(digit)))
}

/// The value before the decimal point; `None` when the number has other separators, or too many digits.
fn whole_part(text: &Text, place: (usize, usize)) -> Option<u64> {
    let end = (place.0..place.1).find(|i| text.char(*i) == '.').unwrap_or(place.1);
    if end == place.0 || end - place.0 > 15 {
        return None;
    }
    (place.0..end)
        .filter(|i| text.char(*i) != ',')
        .try_fold(0, |n, i| text.char(i).to_digit(10).map(|digit| n * 10 + u64::from(digit)))
}

/// The places between the separators of a number.
fn parts_of<'t>(
    text: &'t Text,
    start: usize,
    end: usize,
    separator: char,
) -> impl Iterator<Item = (usize, usize)> + 't {
    let mut next = Some(start);
    std::iter::from_fn(move || {
        let from = next?;
        let to = (from..end).find(|i| text.char(*i) == separator).unwrap_or(end);
        next = (to < end).then_some(to + 1);
        Some((from, to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(number: &str) -> i32 {
        oddity(&Text::new(number), 0, number.chars().count())
    }

    #[test]
    fn numbers_as_pages_write_them_are_plain() {
        for plain in [
            "7",
            "36",
            "331",
            "1854",
            "22,402,200",
            "2.3",
            "331.42",
            "1,234.5",
            "1914-1918",
            "1914–18",
            "9:30",
            "2004-05-13",
        ] {
            assert_eq!(odd(plain), 0, "{plain}");
        }
    }

    #[test]
    fn what_two_numbers_run_together_look_like_is_odd() {
        for glued in ["18541564", "5,421,24110,099,265", "1368-16441644-1912", "1299–192227", "3.54.2", "9:3010:00"] {
            assert!(odd(glued) >= 3, "{glued}");
        }
    }

    #[test]
    fn years_before_christ_count_down() {
        let text = Text::new("1010-970 BC");
        assert_eq!(oddity(&text, 0, 8), 0);
        assert!(oddity(&text, 2, 8) > 0, "10-970 BC");
    }

    #[test]
    fn a_number_before_a_month_is_a_day() {
        let text = Text::new("188918 December");
        assert!(oddity(&text, 3, 6) > oddity(&text, 4, 6));
    }
}
