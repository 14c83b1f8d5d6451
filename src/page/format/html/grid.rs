//! Cells to rows: each cell stands in every row and column that it spans, so that a span never shifts its neighbours.
//!
//! A span is what a page asks for, not what it gets: rows that do not exist are not made, columns beyond what a page may
//! compare are not laid out, and the grid as a whole is limited.

use super::cell::Cell;
use super::page::Table;
use crate::page::title::MOST_FIGURES;

/// The most columns that are looked at: one for the attribute, and one to see that there are too many.
const MOST_COLUMNS: usize = MOST_FIGURES + 2;

/// The most places that the grids of a page have together.
pub(super) const MOST_PLACES: usize = 1_000_000;

/// A row of the grid: in each column the cell that covers it.
pub(super) struct GridRow<'a> {
    pub(super) cells: Vec<Option<&'a Cell>>,
    /// The cells with text for which it has no column.
    pub(super) beyond: Vec<&'a Cell>,
    pub(super) offset: usize,
    /// Whether two cells claim one place.
    pub(super) overlaps: bool,
}

impl<'a> GridRow<'a> {
    /// Returns the texts of the row's cells, empty where there is none.
    pub(super) fn texts(&self) -> Vec<&'a str> {
        self.cells.iter().map(|cell| cell.map_or("", |cell| &*cell.text)).collect()
    }
}

/// A table, laid out.
pub(super) struct Grid<'a> {
    pub(super) rows: Vec<GridRow<'a>>,
    /// Whether there were too few places for all of its rows.
    pub(super) is_cut: bool,
}

/// Lays out the table in the places that are left.
pub(super) fn expand<'a>(table: &'a Table, places: &mut usize) -> Grid<'a> {
    let mut grid = Grid { rows: Vec::with_capacity(table.rows.len()), is_cut: false };
    let mut group = 0;
    let mut above: Vec<Above<'_>> = Vec::new();
    for row in &table.rows {
        if row.group != group {
            (group, above) = (row.group, Vec::new());
        }
        let row = lay_out(&row.cells, &mut above, row.offset);
        let Some(left) = places.checked_sub(row.cells.len() + 1) else {
            grid.is_cut = true;
            break;
        };
        *places = left;
        grid.rows.push(row);
    }
    grid
}

/// A cell of a row above, by column, and how many more rows it spans.
type Above<'a> = Option<(&'a Cell, usize)>;

fn lay_out<'a>(cells: &'a [Cell], above: &mut Vec<Above<'a>>, offset: usize) -> GridRow<'a> {
    let mut row = GridRow { cells: Vec::new(), beyond: Vec::new(), offset, overlaps: false };
    let mut here: Vec<Above<'a>> = vec![None; above.len()];
    let mut column = 0;
    for cell in cells {
        while above.get(column).is_some_and(Option::is_some) {
            column += 1;
        }
        if column >= MOST_COLUMNS {
            row.beyond.extend(Some(cell).filter(|cell| !cell.text.is_empty()));
            continue;
        }
        let end = (column + cell.columns).min(MOST_COLUMNS);
        for column in column..end {
            row.overlaps |= above.get(column).is_some_and(Option::is_some);
            put(&mut row.cells, column, Some(cell));
            let below = if cell.rows == 0 { usize::MAX } else { cell.rows - 1 };
            put(&mut here, column, (below > 0).then_some((cell, below)));
        }
        column = column.max(end);
    }
    for (column, (cell, left)) in above.iter().enumerate().filter_map(|(column, above)| Some((column, (*above)?))) {
        if row.cells.get(column).is_none_or(Option::is_none) {
            put(&mut row.cells, column, Some(cell));
            put(&mut here, column, (left > 1).then_some((cell, left - 1)));
        }
    }
    *above = here;
    row
}

fn put<T: Clone>(places: &mut Vec<Option<T>>, at: usize, what: Option<T>) {
    if places.len() <= at {
        places.resize(at + 1, None);
    }
    places[at] = what;
}
