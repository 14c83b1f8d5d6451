//! Columns that only count the rows of a table.

use super::blocks::Table;
use super::words;

/// The highest number with which an unnamed column begins that only counts rows. Higher ones are as likely years.
const HIGHEST_FIRST: usize = 999;

/// A first column that only counts the rows.
pub(super) struct Serial {
    /// Whether its head says so.
    pub is_named: bool,
    /// The number of the first row.
    pub first: usize,
}

/// Returns what is known of the first column if it counts rows, one by one.
pub(super) fn serial(table: &Table, header: usize, column: usize, heads: &[&str]) -> Option<Serial> {
    let first = heads.first()?;
    let is_named = words::is_serial(first);
    if heads.len() < 3 || !is_named && !first.is_empty() {
        return None;
    }
    let rows = table.rows[header + 1..].iter().filter(|row| !row.is_rule() && row.head_alone().is_none());
    let mut numbers = rows.map(|row| {
        let text = row.cells.get(column).map_or("", |cell| &*cell.text);
        text.trim_matches(['.', '(', ')', '#']).parse::<usize>().ok()
    });
    let first = numbers.next()??;
    let is_counted = (first.checked_add(1)?..).zip(numbers).all(|(wanted, number)| number == Some(wanted));
    (is_counted && (is_named || first <= HIGHEST_FIRST)).then_some(Serial { is_named, first })
}
