//! Tables whose cells are known, as web pages and spreadsheets give them: which names are figures, which rows are rows.
//! A row that does not fit its header is kept as unclear; nothing is shifted to make it fit.

use std::collections::HashSet;

use super::rejection::Rejection;
use super::title;
use crate::name;

/// Why a page is rejected one of whose figures has more than a name.
pub(super) const LONG_FIGURE: &str = "a figure's name is too long to be one";

/// Why a row is unclear whose attribute is more than a name.
pub(super) const LONG_ATTRIBUTE: &str = "the attribute is too long to be one";

/// The most cells of a table. Each costs many times the one byte that it may take to write; real tables have some hundreds.
const MOST_CELLS: usize = 1_000_000;

/// Refuses a page whose tables have so many cells that no page has it.
pub(super) fn ensure_cells(cells: usize, line: usize) -> Result<(), Rejection> {
    if cells <= MOST_CELLS {
        return Ok(());
    }
    Err(Rejection { line, reason: format!("the page's tables have more than {MOST_CELLS} cells") })
}

/// Refuses a table of so many rows for so many figures that no page has it.
pub(super) fn ensure_few(rows: usize, figures: &[String]) -> Result<(), Rejection> {
    if rows.saturating_mul(figures.len() + 1) <= MOST_CELLS {
        return Ok(());
    }
    Err(Rejection { line: 1, reason: format!("the table has more than {MOST_CELLS} cells") })
}

/// Returns the names as figures' names are stored: two or more, none of them empty, all different.
pub(super) fn figures<'a>(names: impl IntoIterator<Item = &'a str>, line: usize) -> Result<Vec<String>, Rejection> {
    let reject = |reason| Err(Rejection { line, reason });
    let figures: Vec<String> = names.into_iter().take(title::MOST_FIGURES + 1).map(name::clean).collect();
    if figures.len() < 2 {
        return reject("a page compares two figures or more".to_owned());
    }
    if figures.len() > title::MOST_FIGURES {
        return reject(format!("the page names more than {} figures", title::MOST_FIGURES));
    }
    if figures.iter().any(String::is_empty) {
        return reject("a figure has no name".to_owned());
    }
    if figures.iter().any(|figure| figure.len() > name::LONGEST) {
        return reject(LONG_FIGURE.to_owned());
    }
    let mut seen = HashSet::new();
    match figures.iter().find(|figure| !seen.insert(name::fold(figure))) {
        Some(figure) => reject(format!("two figures have the same name, `{figure}`")),
        None => Ok(figures),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_two_or_more_and_different() {
        assert_eq!(figures([" Tea ", "Jose\u{301}"], 1).unwrap(), ["Tea", "José"]);
        let reason = |names: &[&str]| figures(names.iter().copied(), 3).unwrap_err();
        assert_eq!(reason(&["Tea"]).reason, "a page compares two figures or more");
        assert_eq!(reason(&["Tea", " "]).reason, "a figure has no name");
        assert_eq!(
            reason(&["Tea", "TEA"]),
            Rejection { line: 3, reason: "two figures have the same name, `TEA`".to_owned() }
        );
        assert_eq!(reason(&["a"; 101]).reason, "the page names more than 100 figures");
    }
}
