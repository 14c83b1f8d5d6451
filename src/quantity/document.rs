//! What of a document bears on how its numbers are read.

use super::language;
use super::mark::DecimalMark;
use super::number::Number;
use super::read::read;
use crate::model::{Document, Quantity};

/// Tells the mark of a document from the numbers in its cells, else from the language of these and of its `prose`.
/// [`DecimalMark::Unknown`] also where no number in a cell needs it.
pub fn decimal_mark<'t>(cells: impl Iterator<Item = &'t str> + Clone, prose: &'t str) -> DecimalMark {
    let (mut points, mut commas, mut is_needed) = (false, false, false);
    for text in cells.clone().filter(|text| text.bytes().any(|byte| byte.is_ascii_digit())) {
        for numeral in numerals(text) {
            match told_by(numeral) {
                DecimalMark::Point => points = true,
                DecimalMark::Comma => commas = true,
                DecimalMark::Unknown => is_needed |= Number::read(numeral, DecimalMark::Unknown).is_none(),
            }
        }
    }
    match (points, commas) {
        (true, false) => DecimalMark::Point,
        (false, true) => DecimalMark::Comma,
        (false, false) if is_needed => language::decimal_mark(cells.chain(std::iter::once(prose))),
        _ => DecimalMark::Unknown,
    }
}

/// Returns what the values of a document amount to that are not empty, row by row; `None` for one without a certain reading. Many
/// documents are read on many threads.
#[must_use]
pub fn read_all(document: &Document) -> Vec<Option<Quantity>> {
    let cells = || {
        let rows = document.rows.iter();
        let cells = rows.flat_map(|row| row.values.iter().map(move |text| (row.attribute.as_str(), text.as_str())));
        cells.filter(|(_, text)| !text.is_empty())
    };
    let mark = decimal_mark(cells().flat_map(|(attribute, text)| [attribute, text]), &document.summary);
    cells().map(|(attribute, text)| read(text, attribute, mark).ok()).collect()
}

/// Returns the numerals of a text with the points and commas in them.
fn numerals(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .map(|numeral| numeral.trim_matches(['.', ',']))
        .filter(|numeral| !numeral.is_empty())
}

/// Returns the mark that begins decimals where a numeral shows it, whatever the others do.
fn told_by(numeral: &str) -> DecimalMark {
    let marks: Vec<char> = numeral.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<usize> = numeral.split(|c: char| !c.is_ascii_digit()).map(str::len).collect();
    let leads = numeral.starts_with("0.") || numeral.starts_with("0,");
    match *marks {
        // Three digits behind one mark may be thousands, unless a lone zero or more than three digits stand before it.
        ['.'] if groups[1] != 3 || leads || groups[0] > 3 => DecimalMark::Point,
        // A comma before one or two digits begins decimals; before others it may part two numbers.
        [','] if groups[1] < 3 || leads => DecimalMark::Comma,
        [first, .., last] if first != last && last == '.' => DecimalMark::Point,
        [first, .., last] if first != last && last == ',' => DecimalMark::Comma,
        [',', .., ','] if groups[1..].iter().all(|group| *group == 3) => DecimalMark::Point,
        // Three numbers with points between them may be a version or a date.
        ['.', .., '.'] if groups[1..].iter().all(|group| *group == 3) => DecimalMark::Comma,
        _ => DecimalMark::Unknown,
    }
}
