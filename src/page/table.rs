//! The rows of a table: which lines they are and what they say. The cells of Markdown rows are known; what rows whose
//! cells ran together say is `row`'s to find out.

use std::collections::HashMap;

use super::broken::{self, ReadRow};
use super::cells::LONG_ATTRIBUTE;
use super::pipe::{self, PipeRow};
use super::text::Line;
use crate::model::{Candidate, Row, UnclearRow};
use crate::name;

/// Returns the lines that are rows, of those below the header, and how many of the lines they take.
///
/// When the page marks where its table ends (`is_marked`), all lines up to there are rows, blank lines between them or
/// not: a line that is no row is then listed as unclear, which somebody sees. Without the mark the first blank line
/// ends the table, and what follows is prose.
pub(super) fn rows<'a>(below: &[Line<'a>], is_marked: bool) -> (Vec<Line<'a>>, usize) {
    let first_blank = below.iter().position(|line| line.text.is_empty());
    let end = if is_marked { below.len() } else { first_blank.unwrap_or(below.len()) };
    let rows = below[..end].iter().filter(|line| !line.text.is_empty());
    (rows.copied().collect(), end)
}

/// What a table's lines are.
pub(super) enum Rows<'a> {
    /// Rows whose cells ran together.
    Glued(Vec<Line<'a>>),
    /// Rows of a Markdown table.
    Piped(Vec<PipeRow>),
}

impl Rows<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Glued(rows) => rows.len(),
            Self::Piped(rows) => rows.len(),
        }
    }
}

/// Reads the rows. A row whose cells are not certain, or whose attribute is missing or came before, is unclear.
pub(super) fn read(rows: Rows<'_>, figures: &[String], prose: &[&str]) -> (Vec<Row>, Vec<UnclearRow>) {
    let rows = match rows {
        Rows::Glued(rows) => broken::rejoined(&rows, figures, prose),
        Rows::Piped(rows) => rows.into_iter().map(piped).collect(),
    };
    let mut attributes = Attributes::default();
    let mut clear = Vec::new();
    let mut unclear = Vec::new();
    for (position, (raw, result)) in (1..).zip(rows) {
        match result.and_then(|candidate| attributes.admit(position, candidate)) {
            Ok(Candidate { attribute, values, .. }) => {
                clear.push(Row { position, attribute, values, group: String::new() });
            }
            Err((reason, candidates)) => {
                let candidates = candidates.into_iter().map(cleaned).filter(has_name).collect();
                unclear.push(UnclearRow { position, raw, reason, candidates });
            }
        }
    }
    (clear, unclear)
}

fn piped(row: PipeRow) -> ReadRow {
    let candidate = row.cells.map(|cells| {
        let mut cells = pipe::read(&cells);
        let values = cells.split_off(1.min(cells.len()));
        Candidate::new(cells.pop().unwrap_or_default(), values)
    });
    (row.raw, candidate.map_err(|reason| (reason, Vec::new())))
}

/// The attributes of the rows so far, with their positions.
#[derive(Default)]
struct Attributes(HashMap<String, u32>);

impl Attributes {
    /// Returns the row's cells, or why they may not stand beside the rows before.
    fn admit(&mut self, position: u32, candidate: Candidate) -> Result<Candidate, (String, Vec<Candidate>)> {
        let candidate = cleaned(candidate);
        if candidate.attribute.is_empty() {
            return Err(("the row names no attribute".to_owned(), Vec::new()));
        }
        if candidate.attribute.len() > name::LONGEST {
            return Err((LONG_ATTRIBUTE.to_owned(), Vec::new()));
        }
        let earlier = *self.0.entry(name::fold(&candidate.attribute)).or_insert(position);
        if earlier == position {
            return Ok(candidate);
        }
        let reason = format!("the attribute `{}` is already in row {earlier}", candidate.attribute);
        Err((reason, vec![candidate]))
    }
}

/// Returns the candidate with its attribute as names are stored.
fn cleaned(candidate: Candidate) -> Candidate {
    Candidate { attribute: name::clean(&candidate.attribute), ..candidate }
}

/// Answers whether the attribute may be a name: what no row may have is no candidate either.
fn has_name(candidate: &Candidate) -> bool {
    (1..=name::LONGEST).contains(&candidate.attribute.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::text;

    fn figures(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_blank_line_ends_the_table_only_without_a_mark() {
        let lines = text::lines("one\ntwo\n\nthree\n");
        assert_eq!(rows(&lines, false).0.len(), 2);
        assert_eq!(rows(&lines, true).0.len(), 3);
    }

    #[test]
    fn a_repeated_attribute_is_unclear_and_counted() {
        let lines = text::lines("ColorRedBlue\nCOLORGreenGrey\nColorGreenGrey\nSizeBigSmall");
        let (clear, unclear) = read(Rows::Glued(lines), &figures(&["A", "B"]), &[]);
        assert_eq!(clear.iter().map(|row| row.position).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(unclear.iter().map(|row| row.position).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(unclear[1].reason, "the attribute `Color` is already in row 1");
        assert_eq!(unclear[1].candidates[0].values, ["Green", "Grey"]);
        assert_eq!(unclear[1].raw, "ColorGreenGrey");
    }

    #[test]
    fn not_all_rows_of_a_page_have_candidates_when_they_would_fill_the_memory() {
        let filler = "word ".repeat(1_900);
        let page = (0..300).fold(String::new(), |page, row| format!("{page}Key{row} {filler}RedBlueGreyGreen\n"));
        let (clear, unclear) = read(Rows::Glued(text::lines(page.trim())), &figures(&["A", "B"]), &[]);
        assert_eq!((clear.len(), unclear.len()), (0, 300));
        assert!(!unclear[0].candidates.is_empty() && unclear[299].candidates.is_empty());
        let bytes = |row: &UnclearRow| row.candidates.len() * row.raw.len();
        assert!(unclear.iter().map(bytes).sum::<usize>() <= 16 * 1024 * 1024);
    }

    #[test]
    fn no_candidate_has_an_attribute_that_is_too_long() {
        let of = |letters: usize| {
            let row = format!("{}RedBlueGrey", "a".repeat(letters));
            let (clear, unclear) = read(Rows::Glued(text::lines(&row)), &figures(&["A", "B"]), &[]);
            assert_eq!((clear.len(), unclear.len()), (0, 1));
            assert_eq!(unclear[0].raw, row);
            unclear[0].candidates.clone()
        };
        let longest = of(name::LONGEST).into_iter().map(|candidate| candidate.attribute.len()).max();
        assert_eq!(longest, Some(name::LONGEST), "the others have a value more in it");
        assert!(!of(100).is_empty());
        assert_eq!(of(name::LONGEST + 1), []);
    }
}
