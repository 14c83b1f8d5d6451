//! How rows are worded: cells and splits, and what stays of a row that is unclear again.

use crate::model::{Candidate, CorrectionId};

/// Returns a split on one line.
#[must_use]
pub fn cells(candidate: &Candidate) -> String {
    format!("{} | {}", candidate.attribute, candidate.values.join(" | "))
}

/// Returns a split with its cells visibly apart.
#[must_use]
pub fn shown(split: &Candidate) -> String {
    let cells: Vec<String> = std::iter::once(&split.attribute).chain(&split.values).cloned().collect();
    apart(&cells)
}

/// Returns cells with a line between each two of them, which none of them has within.
#[must_use]
pub fn apart(cells: &[String]) -> String {
    let cells = cells.iter().map(|cell| if cell.is_empty() { "(nothing)".into() } else { cell.replace('│', "|") });
    cells.collect::<Vec<_>>().join(" │ ")
}

/// Returns the candidate of a number, from 1.
#[must_use]
pub fn picked(candidates: &[Candidate], number: usize) -> Option<&Candidate> {
    candidates.get(number.checked_sub(1)?)
}

/// Says that corrections of values stay whose row is unclear again.
#[must_use]
pub fn corrections_stay(corrections: &[CorrectionId]) -> String {
    let numbers: Vec<String> = corrections.iter().map(ToString::to_string).collect();
    format!("corrected values stay, by correction {}", numbers.join(", "))
}
