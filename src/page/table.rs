//! The table of a page: its header row, and which lines are its rows. What the rows say is `row`'s to find out.

use std::collections::HashMap;

use super::row::{self, Evidence, Split};
use super::text::Line;
use crate::model::{Candidate, Row, UnclearRow};
use crate::name;

/// The longest label over the attribute column, in characters without spaces: a longer line is prose that happens to end in names.
const LONGEST_LABEL: usize = 50;

/// Answers whether the line is the header row: a label, or none, and then the figures' names, [`run_together`].
pub(super) fn is_header(line: &str, names: &str) -> bool {
    let line = squeezed(line);
    let label = line.strip_suffix(names);
    label.is_some_and(|label| label.chars().count() <= LONGEST_LABEL)
}

/// Returns the figures' names as the header row is compared with them.
pub(super) fn run_together(figures: &[String]) -> String {
    figures.iter().map(|figure| squeezed(figure)).collect()
}

/// Returns the text without white space and case: cells that ran together may have kept a space or lost one.
fn squeezed(text: &str) -> String {
    name::fold(text).replace(' ', "")
}

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

/// Splits the rows. A row that cannot be split with certainty, or whose attribute came before, is unclear.
pub(super) fn read(rows: &[Line<'_>], figures: &[String], prose: &[&str]) -> (Vec<Row>, Vec<UnclearRow>) {
    let texts: Vec<&str> = rows.iter().map(|row| row.text).collect();
    let evidence = Evidence { figures, prose, rows: &texts };
    let mut attributes = Attributes::default();
    let mut clear = Vec::new();
    let mut unclear = Vec::new();
    for (position, raw) in (1..).zip(&texts) {
        let result = match row::split(raw, figures.len(), &evidence) {
            Split::Clear(candidate) => attributes.admit(position, candidate),
            Split::Unclear { reason, candidates } => Err((reason, candidates)),
        };
        match result {
            Ok(Candidate { attribute, values }) => clear.push(Row { position, attribute, values }),
            Err((reason, candidates)) => unclear.push(UnclearRow {
                position,
                raw: (*raw).to_owned(),
                reason,
                candidates: candidates.into_iter().map(cleaned).collect(),
            }),
        }
    }
    (clear, unclear)
}

/// The attributes of the rows so far, with their positions.
#[derive(Default)]
struct Attributes(HashMap<String, u32>);

impl Attributes {
    /// Returns the row's cells, or why they may not stand beside the rows before.
    fn admit(&mut self, position: u32, candidate: Candidate) -> Result<Candidate, (String, Vec<Candidate>)> {
        let candidate = cleaned(candidate);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::text;

    fn figures(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_header_repeats_the_names_in_order() {
        let figures = run_together(&figures(&["José Martí", "USSR"]));
        assert!(is_header("AttributeJosé MartíUSSR", &figures));
        assert!(is_header("Parameters of ComparisonJose\u{301} Marti\u{301} USSR", &figures));
        assert!(is_header("José MartíUSSR", &figures), "an unlabelled column");
        assert!(!is_header("AttributeUSSRJosé Martí", &figures));
        assert!(!is_header("AttributeJosé Martí", &figures));
        let prose = "A long line of prose that comes to its end, as luck will sometimes have it, in José MartíUSSR";
        assert!(!is_header(prose, &figures));
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
        let (clear, unclear) = read(&lines, &figures(&["A", "B"]), &[]);
        assert_eq!(clear.iter().map(|row| row.position).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(unclear.iter().map(|row| row.position).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(unclear[1].reason, "the attribute `Color` is already in row 1");
        assert_eq!(unclear[1].candidates[0].values, ["Green", "Grey"]);
        assert_eq!(unclear[1].raw, "ColorGreenGrey");
    }
}
