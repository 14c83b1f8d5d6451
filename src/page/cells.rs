//! Tables whose cells are known, as web pages and spreadsheets give them: which names are figures, which rows are rows.
//! A row that does not fit its header is kept as unclear; nothing is shifted to make it fit.

use std::collections::{HashMap, HashSet};

use super::{Rejection, title};
use crate::model::{Candidate, Row, UnclearRow};
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

/// The rows of a table, as they are read.
pub(super) struct Rows {
    /// How many cells a row has, the attribute included.
    width: usize,
    position: u32,
    /// The attributes so far, with their rows.
    attributes: HashMap<String, u32>,
    pub(super) clear: Vec<Row>,
    pub(super) unclear: Vec<UnclearRow>,
}

impl Rows {
    pub(super) fn new(figures: usize) -> Self {
        Self { width: figures + 1, position: 0, attributes: HashMap::new(), clear: Vec::new(), unclear: Vec::new() }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.clear.len() + self.unclear.len()
    }

    /// Answers whether there is no row at all.
    pub(super) fn is_empty(&self) -> bool {
        self.position == 0
    }

    /// Adds a row. `raw` is its text, which is kept when the row is unclear; a row without any text is none.
    pub(super) fn add(&mut self, cells: &[&str], raw: impl FnOnce() -> String) {
        let written = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if written == 0 {
            return;
        }
        match cells.get(..self.width) {
            Some([attribute, values @ ..]) if written <= self.width => self.add_whole(attribute, values, raw),
            _ => {
                let (found, wanted) = (cells.len(), self.width);
                self.add_unclear(raw(), format!("the row's cells number {found}, the header's {wanted}"), Vec::new());
            }
        }
    }

    fn add_whole(&mut self, attribute: &str, values: &[&str], raw: impl FnOnce() -> String) {
        let attribute = name::clean(attribute);
        if attribute.is_empty() {
            self.add_unclear(raw(), "the row has no attribute".to_owned(), Vec::new());
            return;
        }
        if attribute.len() > name::LONGEST {
            self.add_unclear(raw(), LONG_ATTRIBUTE.to_owned(), Vec::new());
            return;
        }
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        let position = self.position + 1;
        let earlier = *self.attributes.entry(name::fold(&attribute)).or_insert(position);
        if earlier == position {
            self.position = position;
            self.clear.push(Row { position, attribute, values, group: String::new() });
        } else {
            let reason = format!("the attribute `{attribute}` is already in row {earlier}");
            self.add_unclear(raw(), reason, vec![Candidate { attribute, values }]);
        }
    }

    /// Adds a row that cannot be read.
    pub(super) fn add_unclear(&mut self, raw: String, reason: String, candidates: Vec<Candidate>) {
        self.position += 1;
        self.unclear.push(UnclearRow { position: self.position, raw, reason, candidates });
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

    #[test]
    fn rows_that_do_not_fit_are_kept_as_they_stand() {
        let mut rows = Rows::new(2);
        let raw = || "raw".to_owned();
        rows.add(&["", "", ""], raw);
        assert!(rows.is_empty());
        rows.add(&["Color", "Green", ""], raw);
        rows.add(&["Origin", "China", "Yemen", ""], raw);
        rows.add(&["Price", "1"], raw);
        rows.add(&["Price", "1", "2", "3"], raw);
        rows.add(&["", "1", "2"], raw);
        rows.add(&["COLOR", "1", "2"], raw);
        let positions = |rows: &[Row]| rows.iter().map(|row| row.position).collect::<Vec<_>>();
        assert_eq!(positions(&rows.clear), [1, 2]);
        assert_eq!(rows.clear[0].values, ["Green", ""]);
        let unclear: Vec<_> = rows.unclear.iter().map(|row| (row.position, &*row.reason)).collect();
        assert_eq!(
            unclear,
            [
                (3, "the row's cells number 2, the header's 3"),
                (4, "the row's cells number 4, the header's 3"),
                (5, "the row has no attribute"),
                (6, "the attribute `COLOR` is already in row 1"),
            ]
        );
        assert_eq!(rows.unclear[3].candidates[0].values, ["1", "2"]);
    }
}
