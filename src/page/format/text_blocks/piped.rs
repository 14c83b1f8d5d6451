//! Markdown tables: cells between pipes, under a rule.

use super::cell::piped_cell;
use super::page::Page;
use crate::page::choose::{Cell, Table, TableRow};
use crate::page::pipe;

pub(super) fn read(page: &Page<'_, '_>, at: usize) -> Option<(Table, usize)> {
    if !page.lines[at].text.contains('|') {
        return None;
    }
    let end = (at + 2).min(page.lines.len());
    let below = page.lines.get(at + 1).map_or("", |line| line.text);
    let is_header =
        |names: &[String]| pipe::has_columns(below, names.len()) && names[1..].iter().all(|name| !name.is_empty());
    let found = pipe::find(&page.lines[..end], at, at + 1, end, is_header).next()?;
    let (rows, taken) = pipe::rows(&found, &page.lines[found.start..], false);
    let header = TableRow {
        line: page.lines[at].number,
        cells: found.written.iter().map(|text| piped_cell(text, &page.links)).collect(),
        raw: page.lines[at].text.to_owned(),
        ..TableRow::default()
    };
    let columns = header.cells.len();
    let mut table = Table { rows: vec![header], layout: if found.is_outer() { "pipe-outer" } else { "pipe" } };
    for row in rows {
        let mut read = TableRow { line: page.lines[found.start].number, raw: row.raw.clone(), ..TableRow::default() };
        match row.cells {
            Ok(cells) => read.cells = cells.iter().map(|text| piped_cell(text, &page.links)).collect(),
            // Markdown has it that cells which are missing at the end are empty.
            Err(_) if found.has_rule && pipe::is_whole(&row.raw) && (1..columns).contains(&pipe::width(&row.raw)) => {
                read.cells = pipe::all_cells(&row.raw).iter().map(|text| piped_cell(text, &page.links)).collect();
                read.cells.resize(columns, Cell::default());
            }
            Err(reason) => read.doubt = Some(reason),
        }
        table.rows.push(read);
    }
    Some((table, found.start + taken))
}
