//! Why a page is refused: what was seen, where, and the next step.

use std::collections::HashSet;

use super::agree::Name;
use super::blocks::{Blocks, Cell, Table, Title};
use super::prepared::Prepared;
use crate::name;
use crate::page::figures_are::FiguresAre;
use crate::page::rejection::Rejection;

/// Returns what is wrong with a page whose title names figures that no table has. `on` is what reads a table that has them
/// and more.
pub(super) fn missing(
    title: &Title,
    readings: &[Vec<Name>],
    tables: &[Prepared],
    page: &Blocks,
    on: Option<FiguresAre>,
) -> Rejection {
    let mut seen_names = HashSet::new();
    if let Some(name) = readings[0].iter().find(|name| !seen_names.insert(name::fold(&name.text))) {
        return Rejection { line: title.line, reason: format!("two figures have the same name, `{}`", name.text) };
    }
    let names: Vec<String> = readings[0].iter().map(|name| format!("`{}`", name.text)).collect();
    let names = names.join(" and ");
    let on = on.map_or_else(String::new, |on| {
        let on = on.as_str();
        format!("; `--figures {on}` reads all {on} of a table that has these and more")
    });
    match tables.first() {
        None => Rejection {
            line: title.line,
            reason: format!("the title names {names}, and the page has no table that compares them"),
        },
        Some(Prepared { at, table, .. }) => Rejection {
            line: page.blocks[*at].line,
            reason: format!(
                "no table has a header that names the figures of the title, {names}; the first one has {}{on}",
                seen(table)
            ),
        },
    }
}

pub(super) fn uncertain(title: Option<&Title>, tables: &[Prepared], page: &Blocks) -> Rejection {
    let Some(Prepared { at, table, .. }) = tables.first() else {
        let line = title.map_or(1, |title| title.line);
        return Rejection { line, reason: "the page has neither a title such as `A vs. B` nor a table".to_owned() };
    };
    if table.rows.iter().all(|row| row.cells.len() < 3) {
        let reason = format!("a page compares two figures or more, and the header of its table has {}", seen(table));
        return Rejection { line: page.blocks[*at].line, reason };
    }
    let reason = format!(
        "no title such as `A vs. B` tells whether columns or rows of the table are compared: its header has {}; \
         `--figures columns` or `--figures rows` says which",
        seen(table)
    );
    Rejection { line: page.blocks[*at].line, reason }
}

/// Returns the header of a table for people, shortened.
fn seen(table: &Table) -> String {
    /// The most cells and the most characters of each that are shown.
    const MOST: (usize, usize) = (5, 30);
    let cells = &table.rows[0].cells;
    let shown = |cell: &Cell| {
        let text: String = cell.text.chars().take(MOST.1).collect();
        if text.is_empty() {
            return "an empty cell".to_owned();
        }
        if text.len() < cell.text.len() { format!("`{text}…`") } else { format!("`{text}`") }
    };
    let texts: Vec<String> = cells.iter().take(MOST.0).map(shown).collect();
    let more = if cells.len() > MOST.0 { ", …" } else { "" };
    format!("{}{more}", texts.join(", "))
}
