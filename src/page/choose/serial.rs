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
    // A row whose cells are not told apart counts, whatever its number is.
    let numbers: Vec<Option<usize>> = rows
        .map(|row| match row.cells.get(column) {
            Some(cell) => cell.text.trim_matches(['.', '(', ')', '#']).parse().ok().map(Some),
            None => row.doubt.is_some().then_some(None),
        })
        .collect::<Option<_>>()?;
    let (place, number) = numbers.iter().enumerate().find_map(|(at, number)| Some((at, (*number)?)))?;
    let first = number.checked_sub(place)?;
    first.checked_add(numbers.len())?;
    let is_counted = (first..).zip(&numbers).all(|(wanted, number)| number.is_none_or(|number| number == wanted));
    (is_counted && (is_named || first <= HIGHEST_FIRST)).then_some(Serial { is_named, first })
}
