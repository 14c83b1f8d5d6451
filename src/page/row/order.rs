//! In which order the ways to split an unclear row are shown to a person: what fits equally well by what meets at the seams is
//! not equally likely. What is weighed here decides nothing: it makes no row clear, and no split of a row better in the base.
//!
//! - Answers such as `No` and `❌` are whole cells.
//! - Two numbers of a row are of like size: `23|7` rather than `2|37`, `187|1,000+` rather than `1|871,000+`.
//! - Who gives stars gives five to one of two and seldom one star, and begins with the better one a little more often. With
//!   seven stars for two figures no order is right in more than half of the rows.
//! - Names with a capital within are short in their parts (`SkyTeam`); a word beside a number or a full stop beside a capital
//!   is rarer within a cell than these.
//! - The items of a list are alike, `EQS, EQE, EQB`, and capitals are cut in the middle, or where a word ends that stands
//!   elsewhere in the row.

use super::signs::{MOST_STARS, is_star};
use crate::model::Candidate;

/// A split that is hardly meant.
const HARDLY: i32 = 20;
/// A cell that is hardly written so.
const RARE: i32 = 8;
/// A cell that is seldom written so.
const SELDOM: i32 = 5;
/// The most that two numbers of unlike size cost.
const MOST_UNLIKE: i32 = 12;
/// Two items of a list that are built alike.
const LIST: i32 = 5;
/// As many characters of a cell are looked at.
const REACH: usize = 400;

/// Puts the splits that were weighed in the order in which they are likely meant. Equally likely ones keep theirs.
pub(super) fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by_cached_key(|split| -(split.fit.map_or(0, |fit| fit.score) + plausibility(split)));
}

/// How likely a split is meant, in bits, beside what was weighed at its seams.
fn plausibility(split: &Candidate) -> i32 {
    let values: Vec<Vec<char>> = split.values.iter().map(|value| value.chars().take(REACH).collect()).collect();
    let attribute: Vec<char> = split.attribute.chars().take(REACH).collect();
    let cells: i32 = values.iter().map(|value| of_value(value)).sum();
    let pairs: i32 = values.windows(2).map(|pair| of_pair(&pair[0], &pair[1])).sum();
    let first = values.first().map_or(0, |value| of_first_seam(&attribute, value));
    cells + pairs + first + of_words(split) - glued(&attribute) - attribute_oddity(&attribute)
}

/// What a cell says by itself.
fn of_value(cell: &[char]) -> i32 {
    let answer = if is_answer(cell) { RARE } else { 0 };
    answer + list_likeness(cell) - glued(cell) - beginning_oddity(cell)
}

/// Whether a cell is an answer that is known as one, perhaps with a remark.
fn is_answer(cell: &[char]) -> bool {
    let end = cell.windows(2).position(|pair| pair == [' ', '(']).unwrap_or(cell.len());
    let text: String = cell[..end.min(8)].iter().collect();
    end < 8 && matches!(&*text, "Yes" | "No" | "None" | "N/A" | "✓" | "✔" | "✗" | "✘" | "✅" | "❌" | "—" | "–")
}

/// What speaks against places within a cell that look like the end of one.
fn glued(cell: &[char]) -> i32 {
    let mut cost = 0;
    for i in 1..cell.len() {
        let (left, right) = (cell[i - 1], cell[i]);
        if right == ' ' || right.is_lowercase() && left.is_lowercase() {
            continue;
        }
        let small = run(cell[..i].iter().rev(), char::is_lowercase);
        let capitals = run(cell[..i].iter().rev(), char::is_uppercase);
        cost += match right {
            // `SkyTeam`, `TeamStar`
            _ if left.is_lowercase() && right.is_uppercase() => {
                let part = small + usize::from(i > small && cell[i - small - 1].is_uppercase());
                let next = 1 + run(cell[i + 1..].iter(), char::is_lowercase);
                let is_third = i > part && cell[i - part - 1].is_lowercase();
                let long = 1 + i32::try_from((part + next).saturating_sub(6) / 2).unwrap_or(SELDOM);
                // `PlayXLE`
                let acronym = if next == 1 { 2 } else { 0 };
                long.min(SELDOM) + acronym + if is_third { SELDOM } else { 0 }
            }
            // `Motion13"`, `VOOC45W`
            '0'..='9' if small >= 3 || capitals >= 3 => RARE,
            // `15W25W`
            '0'..='9' if capitals > 0 && i > capitals && cell[i - capitals - 1].is_ascii_digit() => RARE,
            // `WebDAVThings`
            _ if capitals >= 2 && right.is_uppercase() && run(cell[i + 1..].iter(), char::is_lowercase) > 1 => {
                SELDOM + 1
            }
            // `None$100`, `(best)Reactive`
            '$' | '€' | '£' if small >= 3 => RARE,
            _ if left == ')' && right.is_alphanumeric() => RARE,
            // `highlights—`
            '—' if small > 0 && i + 1 == cell.len() => RARE,
            // `5LGA`
            _ if left.is_ascii_digit() && run(cell[i..].iter(), char::is_uppercase) >= 3 => SELDOM - 1,
            // `etc.Standalone`
            _ if left == '.' && right.is_uppercase() && run(cell[..i - 1].iter().rev(), char::is_lowercase) >= 2 => {
                SELDOM + 1
            }
            // `training★★`, `❌YouTube`
            _ if is_mark(right) && left.is_alphanumeric() => HARDLY,
            _ if is_mark(left) && right.is_alphanumeric() => RARE,
            _ => 0,
        };
    }
    cost.min(2 * HARDLY)
}

/// How many characters from the beginning are of a kind.
fn run<'c>(chars: impl Iterator<Item = &'c char>, is_kind: impl Fn(char) -> bool) -> usize {
    chars.take(12).take_while(|c| is_kind(**c)).count()
}

/// Whether this is a star, tick or cross.
fn is_mark(c: char) -> bool {
    is_star(c) || matches!(c, '✓'..='✘' | '✅' | '❌')
}

/// What speaks against a value that begins so.
fn beginning_oddity(cell: &[char]) -> i32 {
    match cell {
        // `SaaS landing`, `iX, i4`
        [first, ' ' | ',', ..] if first.is_alphabetic() && !matches!(first, 'A' | 'I') => SELDOM + 1,
        // `MP4, GIF`
        [first, ',', ' ', next, ..] if first.is_ascii_digit() && next.is_alphabetic() => SELDOM,
        ['—' | '–', next, ..] if next.is_alphabetic() => RARE,
        // `N036`
        ['0', next, ..] if next.is_ascii_digit() => RARE,
        [only] if only.is_lowercase() => SELDOM,
        _ => 0,
    }
}

/// What speaks against an attribute that ends so.
fn attribute_oddity(cell: &[char]) -> i32 {
    match cell {
        // `Caliber.50 BMG`, but `Size (approx.`
        [before @ .., '.'] if !before.contains(&'.') => RARE,
        // `Example'Ensure the report is accurate'`, but `Players'`
        [before @ .., last, '\'' | '’'] if *last != 's' && !before.contains(&'\'') => RARE,
        [.., '#', '1'] | [.., 'N', 'o', '.', ' ', '1'] => -2 * RARE,
        [.., last] if last.is_ascii_digit() => SELDOM,
        _ => 0,
    }
}

/// What speaks against a first value that goes on in the middle of the attribute's capitals: `FI|FA Best`.
fn of_first_seam(attribute: &[char], value: &[char]) -> i32 {
    if capitals_at(attribute, value).is_some() { -2 * RARE } else { 0 }
}

/// How many capitals stand at each side of a seam that cuts a run of capitals.
fn capitals_at(left: &[char], right: &[char]) -> Option<(usize, usize)> {
    let before = run(left.iter().rev(), char::is_uppercase);
    let after = run(right.iter(), char::is_uppercase);
    let begins_word = right.get(after).is_some_and(|c| c.is_lowercase()) && after == 1;
    let is_none = matches!(right, ['N', '/', 'A', ..]);
    (before > 0 && after > 0 && !begins_word && !is_none).then_some((before, after))
}

/// What two values say that stand beside each other.
fn of_pair(one: &[char], other: &[char]) -> i32 {
    if let Some(stars) = of_stars(one, other) {
        return stars;
    }
    let cut = match capitals_at(one, other) {
        Some((before, after)) => i32::try_from(before.abs_diff(after)).unwrap_or(SELDOM).min(3) * 2,
        None => 0,
    };
    let are_digits = one.last().is_some_and(char::is_ascii_digit) && other.iter().take(2).any(char::is_ascii_digit);
    let unlike = if are_digits { unlike_sizes(one, other) } else { 0 };
    -cut - unlike
}

/// What two values say whose stars ran together; `None` for others.
fn of_stars(one: &[char], other: &[char]) -> Option<i32> {
    let same = *one.last()?;
    if !is_star(same) || *other.first()? != same {
        return None;
    }
    let is_same = |c| c == same;
    let (first, second) = (run(one.iter().rev(), is_same), run(other.iter(), is_same));
    // That they are alike was weighed where they are nothing but stars, and says nothing.
    Some(match (first, second) {
        _ if first.max(second) > MOST_STARS => -HARDLY,
        (MOST_STARS, 2..) => HARDLY + 2,
        (2.., MOST_STARS) => HARDLY,
        (1, _) | (_, 1) => 0,
        // `★★★★|★★`
        _ if first.abs_diff(second) < 2 => SELDOM,
        _ => SELDOM - 1,
    })
}

/// What speaks against two numbers of unlike size, and against records whose parts are.
fn unlike_sizes(one: &[char], other: &[char]) -> i32 {
    let (one, other) = (numbers(one), numbers(other));
    if one.is_empty() || other.is_empty() {
        return MOST_UNLIKE;
    }
    let sizes = one.iter().zip(&other).take(2).map(|(one, other)| (one.max(0.5) / other.max(0.5)).log2().abs());
    #[allow(clippy::cast_possible_truncation, reason = "a logarithm of a number of a few digits")]
    let bits = (2.0 * sizes.sum::<f64>()).min(f64::from(MOST_UNLIKE)) as i32;
    bits
}

/// The number that a cell begins with, or those of a record such as `22-6`.
fn numbers(cell: &[char]) -> Vec<f64> {
    let is_part = |c: &&char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–');
    let text: String = cell.iter().skip_while(|c| !c.is_ascii_digit()).take_while(is_part).collect();
    let parts = text.split(['-', '–']).map(|part| part.replace(',', ""));
    parts.map_while(|part| part.trim_end_matches('.').parse().ok()).collect()
}

/// How alike the first two items of a list are, and the last two: `EQS, EQE, EQB`.
fn list_likeness(cell: &[char]) -> i32 {
    let text: String = cell.iter().collect();
    let items: Vec<&str> = text.split(", ").map(|item| item.split(' ').next().unwrap_or_default()).collect();
    let alike = |one: &str, other: &str| shape(one).is_some_and(|shape_of_one| Some(shape_of_one) == shape(other));
    match items.as_slice() {
        [one, other] => i32::from(alike(one, other)) * LIST,
        [one, other, .., before, last] => i32::from(alike(one, other)) * LIST + i32::from(alike(before, last)) * LIST,
        [one, other, last] => i32::from(alike(one, other)) * LIST + i32::from(alike(other, last)) * LIST,
        _ => 0,
    }
}

/// How a short word is written, as capitals, small letters and digits; `None` for words.
fn shape(word: &str) -> Option<String> {
    let is_short = word.chars().count() <= 4 && word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit());
    let kind = |c: char| match c {
        _ if c.is_uppercase() => 'A',
        _ if c.is_lowercase() => 'a',
        _ if c.is_ascii_digit() => '0',
        _ => c,
    };
    is_short.then(|| word.chars().map(kind).collect())
}

/// What words say that stand at a seam and elsewhere in the row, too: `2x USB-C|HDMI + USB-C`.
fn of_words(split: &Candidate) -> i32 {
    let words = |text: &str| {
        let kept = |c: char| !c.is_alphanumeric() && c != '-';
        text.split(kept)
            .filter(|word| word.len() >= 3 && word.contains(char::is_uppercase))
            .map(str::to_owned)
            .collect()
    };
    let values: Vec<Vec<String>> =
        split.values.iter().map(|value| words(&value[..value.floor_char_boundary(REACH)])).collect();
    let mut bits = 0;
    for at in 1..values.len() {
        let (one, other) = (&values[at - 1], &values[at]);
        let is_end =
            one.last().is_some_and(|word| split.values[at - 1].ends_with(word.as_str()) && other.contains(word));
        let is_start =
            other.first().is_some_and(|word| split.values[at].starts_with(word.as_str()) && one.contains(word));
        bits += i32::from(is_end || is_start) * 2 * RARE;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fit;

    /// Returns the first of splits that fit equally well at their seams.
    fn first(splits: &[[&str; 3]]) -> String {
        let fit = Some(Fit { score: 0, lead: 0 });
        let mut splits: Vec<Candidate> = splits
            .iter()
            .map(|[attribute, values @ ..]| {
                let values = values.iter().map(|&value| value.to_owned()).collect();
                Candidate { fit, ..Candidate::new((*attribute).to_owned(), values) }
            })
            .collect();
        sort(&mut splits);
        format!("{}|{}", splits[0].attribute, splits[0].values.join("|"))
    }

    #[test]
    fn numbers_of_like_size_come_first() {
        assert_eq!(first(&[["Titles", "2", "37"], ["Titles", "23", "7"]]), "Titles|23|7");
        assert_eq!(first(&[["Built", "1", "871,000+"], ["Built", "187", "1,000+"]]), "Built|187|1,000+");
        assert_eq!(first(&[["Record", "22-62", "9-0"], ["Record", "22-6", "29-0"]]), "Record|22-6|29-0");
        assert_eq!(first(&[["Points", "1.9211.8", "84"], ["Points", "1.921", "1.884"]]), "Points|1.921|1.884");
    }

    #[test]
    fn five_stars_of_one_come_first() {
        let seven = [["Fun", "★★★★", "★★★"], ["Fun", "★★", "★★★★★"], ["Fun", "★★★★★", "★★"]];
        assert_eq!(first(&seven), "Fun|★★★★★|★★");
        assert_eq!(first(&[["Fun", "★★★★★", "★"], ["Fun", "★★★", "★★★"]]), "Fun|★★★|★★★");
        assert_eq!(first(&[["Fun", "★★★★★★", "★★"], ["Fun", "★★★★", "★★★★"]]), "Fun|★★★★|★★★★");
    }

    #[test]
    fn answers_are_whole_cells() {
        assert_eq!(first(&[["Pro", "Res", "NoYes"], ["ProRes", "No", "Yes"]]), "ProRes|No|Yes");
        assert_eq!(
            first(&[["News", "❌YouTube TV, Fubo", "TV"], ["News", "❌", "YouTube TV, FuboTV"]]),
            "News|❌|YouTube TV, FuboTV"
        );
    }

    #[test]
    fn names_with_a_capital_within_come_before_what_is_rarer() {
        assert_eq!(first(&[["Screen", "Pro", "Motion13\""], ["Screen", "ProMotion", "13\""]]), "Screen|ProMotion|13\"");
        assert_eq!(
            first(&[["Miles", "Sky", "MilesMileagePlus"], ["Miles", "SkyMiles", "MileagePlus"]]),
            "Miles|SkyMiles|MileagePlus"
        );
        assert_eq!(
            first(&[["EV", "EQS, EQE, EQBi", "4, i5"], ["EV", "EQS, EQE, EQB", "i4, i5"]]),
            "EV|EQS, EQE, EQB|i4, i5"
        );
        assert_eq!(first(&[["Hubs", "SF", "OATL"], ["Hubs", "SFO", "ATL"]]), "Hubs|SFO|ATL");
    }

    #[test]
    fn equally_likely_ones_keep_their_order() {
        assert_eq!(first(&[["Red", "Green", "Blue"], ["Grey", "White", "Black"]]), "Red|Green|Blue");
    }
}
