//! A table with the names that may be those of figures: in the rows that may be its header row, and in the column that may
//! name what its rows are.

use std::collections::HashSet;

use super::agree::Name;
use super::blocks::{Cell, Table};
use super::serial::{Serial, serial};
use super::title::MOST_FIGURES;
use crate::name;

/// How many rows of a table may stand above its header row (a caption over all columns, for one).
const MOST_ABOVE: usize = 5;

/// The longest name, in bytes.
const LONGEST_NAME: usize = 1000;

/// A table with the names in it, which are asked for once for each reading of a title.
pub(super) struct Prepared<'a> {
    pub at: usize,
    pub table: &'a Table,
    /// The rows that may be the header row, with the names in their cells.
    pub headers: Vec<Option<Vec<Head<'a>>>>,
    /// Which of the first header's cells is over what the rows are, or over the attributes.
    pub corner: usize,
    /// The column that only counts the rows, before the corner.
    pub serial: Option<usize>,
    /// Row and name of the things that the rows are, if they are such.
    pub items: Option<Vec<(usize, Name)>>,
}

/// A cell of a header row.
pub(super) struct Head<'a> {
    pub column: usize,
    pub text: &'a str,
    pub name: Name,
}

impl<'a> Prepared<'a> {
    pub fn new(at: usize, table: &'a Table) -> Self {
        // What has no row below it heads nothing.
        let last = table.rows.iter().rposition(|row| !row.is_rule()).unwrap_or(0).max(1);
        let headers: Vec<Option<Vec<Head>>> =
            (0..last.min(MOST_ABOVE + 1)).map(|header| heads(table, header)).collect();
        let first = headers.first().and_then(Option::as_ref);
        // Without a title nothing else says what an unnamed column is: one that begins elsewhere may be years, or ages.
        let is_serial = |heads: &Vec<Head>| match count(table, 0, heads) {
            Some(serial) => serial.is_named || serial.first <= 1,
            None => false,
        };
        let corner = first.map_or(0, |heads| usize::from(is_serial(heads)));
        let items = first.and_then(|heads| items(table, 0, heads.get(corner)?.column));
        let serial = first.filter(|_| corner > 0).and_then(|heads| Some(heads.first()?.column));
        Self { at, table, headers, corner, serial, items }
    }

    /// Returns row and name of what a column of the first header names in each row.
    pub fn items_in(&self, column: usize) -> Option<Vec<(usize, Name)>> {
        items(self.table, 0, column)
    }

    /// Returns what is known of the first column if it counts the rows below this header.
    pub fn serial(&self, header: usize, heads: &[Head]) -> Option<Serial> {
        count(self.table, header, heads)
    }

    /// Answers whether the rows below a header have a text each in this column, all of them different.
    pub fn tells_rows(&self, header: usize, column: usize) -> bool {
        let rows = self.table.rows[header + 1..].iter();
        let mut rows = rows.filter(|row| !row.is_rule() && row.head_alone().is_none() && row.doubt.is_none());
        let mut seen = HashSet::new();
        rows.all(|row| {
            row.cells.get(column).is_some_and(|cell| !cell.text.is_empty() && seen.insert(name::fold(&cell.text)))
        })
    }
}

fn count(table: &Table, header: usize, heads: &[Head]) -> Option<Serial> {
    let texts: Vec<&str> = heads.iter().map(|head| head.text).collect();
    serial(table, header, heads.first()?.column, &texts)
}

/// Returns the cells of a row that may be a header row, without those over columns that only keep others apart and without
/// empty ones at its end. One among the others may be empty: what is below it tells what it is.
fn heads(table: &Table, header: usize) -> Option<Vec<Head<'_>>> {
    let row = &table.rows[header];
    if row.doubt.is_some() || row.group.is_some() {
        return None;
    }
    let written = row.cells.iter().rposition(|cell| !cell.text.is_empty())? + 1;
    let is_blank = |cell: &Cell| cell.text.is_empty() && cell.doubt.is_none();
    let is_spacer = |column: usize| {
        let rows = table.rows[header + 1..].iter().filter(|row| row.group.is_none() && !row.is_rule());
        let mut below = rows.filter_map(|row| row.cells.get(column)).peekable();
        below.peek().is_some() && below.all(is_blank)
    };
    let cells = row.cells[..written].iter().enumerate();
    let kept: Vec<(usize, &Cell)> =
        cells.filter(|(column, cell)| !cell.text.is_empty() || !is_spacer(*column)).take(MOST_FIGURES + 4).collect();
    let is_name = |(at, (_, cell)): (usize, &(usize, &Cell))| {
        cell.text.len() <= LONGEST_NAME && (at == 0 || !cell.text.is_empty())
    };
    let unnamed = kept.iter().enumerate().filter(|cell| !is_name(*cell)).count();
    let is_header = (2..=MOST_FIGURES + 3).contains(&kept.len()) && unnamed <= 1;
    let kept = kept.into_iter();
    is_header
        .then(|| kept.map(|(column, cell)| Head { column, text: &cell.text, name: Name::new(&cell.text) }).collect())
}

/// Returns row and name of the things that the rows are; `None` where one has no name, or two have the same.
fn items(table: &Table, header: usize, column: usize) -> Option<Vec<(usize, Name)>> {
    let mut items = Vec::new();
    let mut folded = HashSet::new();
    for (at, row) in table.rows.iter().enumerate().skip(header + 1) {
        if row.group.is_some() || row.is_rule() {
            continue;
        }
        let name = row.cells.get(column).filter(|cell| cell.doubt.is_none() && row.doubt.is_none())?;
        let is_name = !name.text.is_empty() && name.text.len() <= LONGEST_NAME && items.len() < MOST_FIGURES;
        if !is_name || !folded.insert(name::fold(&name.text)) {
            return None;
        }
        items.push((at, Name::new(&name.text)));
    }
    (items.len() >= 2).then_some(items)
}
