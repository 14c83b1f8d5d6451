//! Seams between letters, and between letters and digits: capitals in the middle of words, acronyms, Roman numerals, units.

use super::bits::{FAIR, GOOD, INNER, POOR, SLIGHT, STRONG, UNLIKELY, WEAK};
use super::numeral;
use super::terms;
use super::text::{Class, Text};

/// `StalinTrotsky`: the ordinary seam, except in words that are written so.
pub(super) fn lower_upper(text: &Text, i: usize) -> i32 {
    let lower_start = text.run_start(i, |class| class == Class::Lower);
    let before = text.before(lower_start);
    if !before.is_letter() && terms::compound_at(text.slice(lower_start, lower_start + 6)).is_some() {
        return INNER;
    }
    // `master'sHigher`
    if i - lower_start == 1 && before == Class::Apostrophe && text.char(lower_start) == 's' {
        return if text.before(lower_start - 1).is_letter() { STRONG } else { INNER };
    }
    if i - lower_start == 1 && !before.is_letter() && text.char(lower_start) != 'a' {
        // `iOS`, `mRNA`, but `5 mNever` and `m/sUnknown`.
        let unit = text.char(lower_start.wrapping_sub(1)) == '/'
            || text.follows_number(lower_start) && terms::is_lower_unit(text.slice(lower_start, i));
        return if unit { GOOD } else { INNER };
    }
    if ends_a_unit(text, i) {
        return GOOD;
    }
    if i - lower_start == 1 && follows_capitals(text, lower_start) {
        return POOR;
    }
    if before == Class::Upper && terms::is_name_particle(text.slice(lower_start - 1, i)) {
        // `McCollum`, `LeBron`; a cell may well end with `Mac`.
        return if text.slice(lower_start - 1, i) == "Mac" { FAIR } else { POOR };
    }
    // `AndroidiOS`, `macOSWindows`: the cell may begin before the `i`, or the capitals belong to the word.
    let capitals = word_of_capitals(text, i);
    if (capitals == 2 && text.char(i - 1) == 'i') || text.slice(i, i + 2) == "OS" {
        return POOR;
    }
    // Words that end in `j` are as rare as words that begin with a small one before a capital.
    if text.char(i - 1) == 'j' {
        return POOR;
    }
    // `availabilityxDrive`, `SynciCloud`: the cell may begin before the small letters.
    if small_start(text, i).is_some() {
        return FAIR;
    }
    // `PepsiCo`
    let end = text.run_end(i + 1, |class| class == Class::Lower);
    if end == i + 2
        && !text.class(end).is_letter()
        && text.char(end) != '.'
        && !terms::is_of_two_letters(text.slice(i, end))
    {
        return UNLIKELY;
    }
    // `CoV-2`
    if text.class(i + 1) == Class::Dash && text.class(i + 2) == Class::Digit {
        return POOR;
    }
    STRONG
}

/// Whether a number and its unit end here, the unit one with capitals among its letters: `5.6 GHz`, `60Hz`.
fn ends_a_unit(text: &Text, i: usize) -> bool {
    let start = text.run_start(i, Class::is_letter);
    let word = text.slice(start, i);
    text.follows_number(start) && (terms::is_capital_unit(word) || terms::compound_at(word) == Some(word))
}

/// Where the cell may begin whose first capital is at `i`, when that is before small letters: `availabilityxDrive`, where no
/// word ends in `yx`, and `SynciCloud`, where a name is known that is written so. `None` where it is not so.
pub(super) fn small_start(text: &Text, i: usize) -> Option<usize> {
    let is_no_end = text.char(i - 1) == 'x'
        && text.before(i - 1) == Class::Lower
        && !matches!(text.char(i - 2), 'a' | 'e' | 'i' | 'o' | 'u');
    if is_no_end {
        return Some(i - 1);
    }
    let start = i.checked_sub(terms::small_prefix(text.slice(i.saturating_sub(5), i), text.slice(i, i + 8))?)?;
    (text.before(start) == Class::Lower).then_some(start)
}

/// `SDKpurchases`, `OSiOS`: behind capitals, where the last of them cannot begin the word that follows, or where a word may
/// begin small.
pub(super) fn upper_lower(text: &Text, i: usize) -> Option<i32> {
    let start = text.run_start(i, |class| class == Class::Upper);
    if i - start < 2 {
        return None;
    }
    if matches!(text.char(i), 'i' | 'x') && text.class(i + 1) == Class::Upper {
        return Some(FAIR);
    }
    let plural = text.char(i) == 's' && text.class(i + 1) != Class::Lower;
    (!plural && !begins_a_word(text, i - 1)).then_some(POOR)
}

/// Whether a word can begin with the two letters from `i` on, the second of them small: a vowel stands among them, or they
/// are two consonants that words of European languages begin with.
pub(super) fn begins_a_word(text: &Text, i: usize) -> bool {
    let [first, second] = [text.char(i), text.char(i + 1)].map(|c| c.to_ascii_lowercase());
    let is_vowel = |c: char| !c.is_ascii_alphabetic() || "aeiouy".contains(c);
    let seconds = match first {
        's' => "chjklmnpqrtvwz",
        'p' | 'b' | 'f' | 'g' | 'k' | 'v' => "dfhjlnrstwz",
        'c' | 'r' | 'w' | 'z' => "hlrwz",
        't' | 'd' => "hjrswz",
        'm' => "bcdhknprswz",
        'n' => "dgjkrtz",
        'l' | 'j' | 'x' | 'h' | 'q' => "lvgrdhn",
        _ => "",
    };
    is_vowel(first) || is_vowel(second) || seconds.contains(second)
}

/// Whether the single small letter here stands behind capitals and makes no syllable or plural with them: the cell may
/// begin with it, as in `GIMPjQuery`.
fn follows_capitals(text: &Text, small: usize) -> bool {
    let capitals = small - text.run_start(small, |class| class == Class::Upper);
    capitals >= 2 && !matches!(text.char(small), 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 's')
}

/// How many capitals from here on belong together: all before the one that begins `Word`.
fn word_of_capitals(text: &Text, i: usize) -> usize {
    let end = text.run_end(i, |class| class == Class::Upper);
    let title_follows = text.class(end) == Class::Lower;
    end - i - usize::from(title_follows)
}

/// `USSRAdvocated`, `IIQueen`, `USDGBP`: between capitals.
pub(super) fn upper_upper(text: &Text, i: usize) -> i32 {
    let start = text.run_start(i, |class| class == Class::Upper);
    let end = text.run_end(i, |class| class == Class::Upper);
    if text.class(end) != Class::Lower {
        return within_capitals(text, start, i, end);
    }
    if i + 1 < end {
        return INNER;
    }
    if i - start >= 1 && text.class(end + 1) == Class::Lower && !begins_a_word(text, i) {
        // The seam behind it may be meant, and neither is stored on the strength of that.
        return WEAK;
    }
    if has_no_vowel(text, i) || (text.char(end + 1) == '.' && !terms::is_title_abbreviation(text.slice(i, end + 1))) {
        // `IMDb`, `GHz`, `VIIc. 1500`: no word begins so.
        return INNER;
    }
    let small_between = text.class(end + 1) == Class::Upper;
    if small_between && (i - start >= 2 && !matches!(text.char(end), 'o' | 's') || matches!(text.char(end), 'i' | 'x'))
    {
        // `VIiOS`, `OSiOS`, but `SSLNoYes`: a small letter between capitals may begin a cell.
        return POOR;
    }
    let plural = text.char(end) == 's' && text.class(end + 1) != Class::Lower;
    if plural && i - start >= 2 {
        return POOR;
    }
    // `PCIe`, `MPGe`
    if text.class(end + 1) != Class::Lower
        && text.char(end + 1) != '.'
        && !terms::is_of_two_letters(text.slice(i, end + 1))
    {
        return WEAK;
    }
    match i - start {
        // `kHz`, `N/AUnknown`, `Vitamin CVitamin D`, `TypeOMale`.
        1 if terms::compound_at(text.slice(start, start + 6)).is_some() && text.follows_number(start) => INNER,
        1 if text.before(start) == Class::Lower => FAIR,
        1 => GOOD,
        _ => STRONG,
    }
}

/// Whether an amount of money ends before `i`, its sign before its number: `$500`.
fn follows_money(text: &Text, i: usize) -> bool {
    let number = text.run_start(i, |class| matches!(class, Class::Digit | Class::Comma | Class::Stop));
    number < i && text.before(number) == Class::Currency
}

/// Whether the short word that begins here could not be spoken, and is no abbreviation such as `Mr` either.
fn has_no_vowel(text: &Text, i: usize) -> bool {
    let end = text.run_end(i + 1, |class| class == Class::Lower);
    let word = text.slice(i, end);
    let spoken = word.chars().any(|c| !c.is_ascii() || "aeiouyAEIOUY".contains(c));
    end - i <= 4 && !spoken && !terms::is_title_abbreviation(word)
}

/// `EURUSD`, `N/AN/A`: between capitals with no lower-case letter behind them.
fn within_capitals(text: &Text, start: usize, i: usize, end: usize) -> i32 {
    let article = i + 1 == end && matches!(text.char(i), 'A' | 'I');
    if article && i - start >= 2 && text.class(end) == Class::Space && text.class(end + 1) == Class::Lower {
        return UNLIKELY;
    }
    if text.slice(start.saturating_sub(2), i) == "N/A" || text.slice(i, i + 3) == "N/A" {
        return WEAK;
    }
    let (left, right) = (text.slice(start, i), text.slice(i, end));
    // `$500KSIPC`: thousands or millions of money end the cell.
    if matches!(left, "K" | "M" | "B" | "T") && follows_money(text, start) {
        return if right.len() >= 2 { STRONG } else { INNER };
    }
    if terms::is_code(left) && terms::is_code(right) {
        return GOOD;
    }
    if left == right && left.len() >= 2 {
        // `GMTGMT`: no acronym says the same thing twice.
        return if left.len() == 2 { WEAK } else { GOOD };
    }
    // `USB-CUSB-C`
    if i - start == 1 && text.before(start) == Class::Dash {
        let head = text.run_start(start - 1, |class| class == Class::Upper);
        if right.len() >= 2 && text.slice(head, start - 1) == right {
            return FAIR;
        }
    }
    if i - start == 1 || end - i == 1 { INNER } else { POOR }
}

/// `Population331`: a number right behind a word.
pub(super) fn lower_digit(text: &Text, i: usize) -> i32 {
    let start = text.run_start(i, |class| class == Class::Lower);
    let word = text.slice(start, i);
    let whole = !text.before(start).is_letter();
    if word == "x" && text.before(start) == Class::Digit {
        // `2x3x`, but `2x4`
        let end = numeral::end_of_number(text, i);
        let is_among_factors = text.char(end) == 'x' && !text.class(end + 1).is_word();
        return if is_among_factors { FAIR } else { INNER };
    }
    if ends_a_unit(text, i) {
        return GOOD;
    }
    if text.char(i - 1) == 'x' && matches!(text.slice(i, i + 2), "86" | "64") {
        return POOR;
    }
    if whole && text.follows_number(start) && (i - start > 1 || terms::is_lower_unit(word)) {
        let power = matches!(text.char(i), '2' | '3') && terms::is_length(word);
        let goes_on = matches!(text.class(i + 1), Class::Comma | Class::Stop) && text.class(i + 2) == Class::Digit;
        return match (power && !goes_on, text.class(i + 1)) {
            (false, _) => GOOD,
            // `km2100`: the power of a unit, or the next number.
            (true, Class::Digit) => FAIR,
            (true, _) => INNER,
        };
    }
    if i - start == 1 && follows_capitals(text, start) {
        return POOR;
    }
    match i - start {
        // `km/h65`, but `v2`, `mp3`, `x86`.
        1 if text.char(start.wrapping_sub(1)) == '/' => GOOD,
        1 if whole => POOR,
        2 | 3 if whole => SLIGHT,
        _ => GOOD,
    }
}

/// `BC1769`, `USA1963`, but also `PS5` and `A4`.
pub(super) fn upper_digit(text: &Text, i: usize) -> i32 {
    let start = text.run_start(i, |class| class == Class::Upper);
    let word = text.slice(start, i);
    let era = i - start >= 2 && text.before(start) == Class::Space;
    if text.follows_number(start) && (era || terms::is_upper_unit(word) || is_direction(word)) {
        // `M4M4 Pro`
        let number = text.run_start(start, |class| class == Class::Digit);
        let is_code = text.before(number) == Class::Upper && text.class(number.wrapping_sub(2)) != Class::Upper;
        return if is_code { WEAK } else { GOOD };
    }
    if text.slice(start.saturating_sub(2), i) == "N/A" {
        return GOOD;
    }
    // `VOOC45W`: what measures is no part of a name.
    let number_end = numeral::end_of_number(text, i);
    if i - start > 2 && (numeral::is_measured(text, number_end) || numeral::has_factor(text, number_end)) {
        return FAIR;
    }
    // `SLBM14 submarines`
    if i - start > 2 && numeral::is_count(text, i, number_end) {
        return SLIGHT;
    }
    // `F1`, `G7`
    if i - start == 1 && text.before(start) == Class::Space && text.class(i + 1) != Class::Digit {
        return POOR;
    }
    // `HBO1999`, but `IP68` and `A4`.
    if i - start > 1 && numeral::is_year_at(text, i) { SLIGHT } else { UNLIKELY }
}

/// Whether the letter is a point of the compass, as in `27°59′N`.
fn is_direction(word: &str) -> bool {
    matches!(word, "N" | "S" | "E" | "W")
}

/// `1963Never`, but also `4K` and `128GB`.
pub(super) fn digit_upper(text: &Text, i: usize) -> i32 {
    let end = text.run_end(i, |class| class == Class::Upper);
    let word = text.slice(i, end);
    if text.slice(i, i + 3) == "N/A" {
        return STRONG;
    }
    // `E2EE`, `B2B`
    if text.char(i - 1) == '2' && text.before(i - 1) == Class::Upper && text.class(end) != Class::Lower {
        return INNER;
    }
    if end - i > 1 && matches!(text.char(i), 'K' | 'M' | 'B' | 'T') && follows_money(text, i) {
        return WEAK;
    }
    if terms::compound_at(text.slice(i, i + 6)).is_some() {
        return INNER;
    }
    if text.class(end) == Class::Lower {
        let word = text.slice(i, text.run_end(i, Class::is_letter));
        let is_unit = terms::is_upper_unit(text.slice(i, i + 1)) || terms::is_upper_unit(text.slice(i, i + 2));
        return match end - i {
            1 if terms::is_capital_unit(word) => INNER,
            // `1886Coca`, but `4KUp`.
            1 => STRONG,
            // `6EWi-Fi`, but `5.0PCIe`
            2 => UNLIKELY,
            _ if is_unit => UNLIKELY,
            _ => FAIR,
        };
    }
    if text.class(end) == Class::Currency {
        return if terms::is_dollar_prefix(word) { GOOD } else { WEAK };
    }
    if terms::is_upper_unit(word) {
        return if end - i == 1 { POOR } else { INNER };
    }
    if end - i > 2 && terms::is_upper_unit(text.slice(i, i + 2)) {
        // `256GBUSA`
        return POOR;
    }
    let digits = text.run_start(i, |class| class == Class::Digit);
    if !numeral::is_year_at(text, digits) && terms::is_upper_unit(text.slice(i, i + 1)) {
        // `5GUAE`, `1,0004KCA`, but `1981MTV`.
        return POOR;
    }
    if end - i == 1 { UNLIKELY } else { FAIR }
}

/// `5km`, `45th`, `90s`: almost never a seam.
pub(super) fn digit_lower(text: &Text, i: usize) -> Option<i32> {
    let end = text.run_end(i, |class| class == Class::Lower);
    // A word with a capital right behind a small first letter can begin a cell: `2010iPhone`.
    (end - i == 1 && text.class(end) == Class::Upper && text.class(end + 1) == Class::Lower).then_some(POOR)
}
