//! A split of a row, written by a person in an editor of theirs.

use crate::command::shared::text_editor::joined;
use crate::error::{Error, Result};
use crate::model::{Candidate, UnclearRow};

pub use crate::command::shared::text_editor::edited;

/// Returns what an editor is to show of a row: its best candidate, or else the row as it is. Fails when it holds control
/// characters: not every editor keeps them off the terminal.
pub fn draft(row: &UnclearRow) -> Result<String> {
    let split = row.candidates.first();
    let text = split.map_or_else(|| row.raw.clone(), crate::service::cells::cells);
    if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return Err(Error::usage(
            "the row holds characters that may act on a terminal",
            "leave, and give its cells to `versus review settle` with `--cells`",
        ));
    }
    Ok(joined(&text))
}

/// Returns the split that a text stands for: an attribute and cells, with bars between them.
pub fn split(text: &str) -> Candidate {
    let mut cells = text.split('|').map(|cell| cell.trim().to_owned());
    Candidate::new(cells.next().unwrap_or_default(), cells.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_edited_is_read_as_cells_whatever_lines_it_has() {
        let cells = ["435", "", "a b"].map(String::from).to_vec();
        let expected = Candidate::new("Number kept".into(), cells);
        assert_eq!(split(&joined("Number kept | 435 ||a b\n")), expected);
        assert_eq!(split(&joined("\r\n Number\n  kept|435|\n|a\tb")).attribute, "Number kept");
        assert_eq!(split(&joined("")), Candidate::new(String::new(), Vec::new()));
    }

    #[test]
    fn an_editor_is_not_shown_what_acts_on_a_terminal() {
        let row =
            |raw: &str| UnclearRow { position: 1, raw: raw.into(), reason: String::new(), candidates: Vec::new() };
        assert_eq!(draft(&row("Number\tkept435100")).expect("plain"), "Number\tkept435100");
        for hostile in ["a\u{1b}[2Jb", "a\u{7}", "a\u{9b}5m"] {
            assert!(draft(&row(hostile)).is_err(), "{hostile:?}");
        }
    }
}
