//! Which rows of a list are shown, and in which order. Without an order rows stream; with one they wait in memory, no more of
//! them than are shown.

use std::cmp::Ordering;

use super::cell::Cell;
use crate::error::{Error, Result};
use crate::name;

/// Which rows of a list are shown, and how. The default is all of them, as they come.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The most rows; `None` for all.
    pub limit: Option<usize>,
    /// The column to sort by: numbers by size, text without case, empty cells last.
    pub sort: Option<String>,
    /// The other way round, without a column to sort by too.
    pub reverse: bool,
    /// In a table for people, each row takes one line: cells are cut to the width of their column, with a mark.
    pub one_line: bool,
}

/// Rows that wait for their order.
pub(super) struct Ordered {
    column: Option<usize>,
    reverse: bool,
    limit: usize,
    rows: Vec<(usize, Vec<Cell<'static>>)>,
    came: usize,
}

impl Listing {
    /// Returns where rows wait, if they have to.
    pub(super) fn ordered(&self, columns: &[&str]) -> Result<Option<Ordered>> {
        if self.sort.is_none() && !self.reverse {
            return Ok(None);
        }
        let column = self.sort.as_ref().map(|sort| {
            columns.iter().position(|column| column.eq_ignore_ascii_case(sort)).ok_or_else(|| {
                let known: Vec<String> = columns.iter().map(|column| name::quoted(column)).collect();
                Error::usage(format!("there is no column `{sort}`"), format!("sort by one of {}", known.join(", ")))
            })
        });
        Ok(Some(Ordered {
            column: column.transpose()?,
            reverse: self.reverse,
            limit: self.limit.unwrap_or(usize::MAX),
            rows: Vec::new(),
            came: 0,
        }))
    }
}

impl Ordered {
    pub fn add(&mut self, cells: &[Cell<'_>]) {
        self.rows.push((self.came, cells.iter().map(Cell::to_owned).collect()));
        self.came += 1;
        if self.rows.len() > self.limit.saturating_mul(2).saturating_add(1_000) {
            self.sort();
        }
    }

    /// Returns the rows that are shown, in their order, and whether there were more.
    pub fn finish(mut self) -> (impl Iterator<Item = Vec<Cell<'static>>>, bool) {
        self.sort();
        let is_more = self.came > self.rows.len();
        (self.rows.into_iter().map(|(_, cells)| cells), is_more)
    }

    fn sort(&mut self) {
        let Self { column, reverse, .. } = *self;
        self.rows.sort_by(|(a_came, a), (b_came, b)| {
            let by_cell = column.map_or(Ordering::Equal, |column| by_cell(&a[column], &b[column]));
            let order = by_cell.then(a_came.cmp(b_came));
            if reverse { order.reverse() } else { order }
        });
        self.rows.truncate(self.limit);
    }
}

fn by_cell(a: &Cell, b: &Cell) -> Ordering {
    match (a, b) {
        (Cell::Text(a), Cell::Text(b)) => name::fold(a).cmp(&name::fold(b)).then_with(|| a.cmp(b)),
        _ => match (number(a), number(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            _ => rank(a).cmp(&rank(b)),
        },
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts, which are far below 2^53")]
fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Integer(number) => Some(*number as f64),
        Cell::Real(number) => Some(*number),
        Cell::Text(_) | Cell::Empty => None,
    }
}

fn rank(cell: &Cell) -> u8 {
    match cell {
        Cell::Integer(_) | Cell::Real(_) => 0,
        Cell::Text(_) => 1,
        Cell::Empty => 2,
    }
}
