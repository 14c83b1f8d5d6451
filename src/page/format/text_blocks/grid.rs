//! Tables drawn with `+---+`.

use super::cell::piped_cell;
use super::page::Page;
use crate::page::choose::{Cell, Table, TableRow};
use crate::page::pipe;

/// A table drawn with `+---+` between its rows.
pub(super) fn read(page: &Page<'_, '_>, at: usize) -> Option<(Table, usize)> {
    let is_rule = |line: &str| {
        line.len() > 4
            && line.starts_with('+')
            && line.ends_with('+')
            && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
    };
    if !is_rule(page.lines[at].text) {
        return None;
    }
    let columns = page.lines[at].text.matches('+').count() - 1;
    let mut rows: Vec<TableRow> = Vec::new();
    let mut open: Option<TableRow> = None;
    let mut next = at;
    while let Some(line) = page.lines.get(next).filter(|line| line.text.starts_with(['+', '|'])) {
        if is_rule(line.text) {
            rows.extend(open.take());
        } else {
            let texts = pipe::all_cells(line.text);
            let row = open.get_or_insert_with(|| TableRow { line: line.number, ..TableRow::default() });
            if texts.len() == columns {
                row.cells.resize(columns, Cell::default());
                for (cell, text) in row.cells.iter_mut().zip(&texts).filter(|(_, text)| !text.is_empty()) {
                    let gap = if cell.text.is_empty() { "" } else { " " };
                    cell.text = format!("{}{gap}{text}", cell.text);
                }
            } else {
                row.doubt = Some(format!("the row has {} cells, where {columns} are needed", texts.len()));
            }
            row.raw = if row.raw.is_empty() { line.text.to_owned() } else { format!("{} {}", row.raw, line.text) };
        }
        next += 1;
    }
    rows.extend(open);
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        *cell = piped_cell(&cell.text, &page.links);
    }
    (columns >= 2 && rows.len() > 1).then_some((Table { rows, layout: "grid" }, next))
}
