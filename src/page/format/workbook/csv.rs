//! A sheet as CSV.

use super::cells::{Cells, to_u32};
use crate::page::text::LONGEST;
use crate::page::text::MOST_LINES;

/// Writes the cells as CSV, all rows that hold anything of one length. Columns on the left that hold nothing are left out.
pub(super) fn csv(cells: &Cells) -> Result<String, String> {
    let columns = || cells.keys().map(|(_, column)| *column);
    let (first, last) = (columns().min().unwrap_or_default(), columns().max().unwrap_or_default());
    let mut csv = String::new();
    let (mut row, mut column) = (0, first);
    for ((cell_row, cell_column), text) in cells {
        if *cell_row > to_u32(MOST_LINES) {
            return Err(format!("the sheet has more than {MOST_LINES} rows"));
        }
        if row < *cell_row {
            end_row(&mut csv, &mut column, first, last);
            csv.extend(std::iter::repeat_n('\n', (*cell_row - row) as usize));
            row = *cell_row;
        }
        csv.extend(std::iter::repeat_n(',', (*cell_column - column) as usize));
        column = *cell_column;
        if text.contains([',', ';', '"', '\n', '\r']) {
            csv.extend(["\"", &text.replace('"', "\"\""), "\""]);
        } else {
            csv += text;
        }
        if csv.len() > LONGEST {
            return Err(format!("the sheet has more than {} MiB of text", LONGEST / 1024 / 1024));
        }
    }
    end_row(&mut csv, &mut column, first, last);
    csv.push('\n');
    Ok(csv)
}

/// Fills a row up that holds anything.
fn end_row(csv: &mut String, column: &mut u32, first: u32, last: u32) {
    if !csv.is_empty() && !csv.ends_with('\n') {
        csv.extend(std::iter::repeat_n(',', (last - *column) as usize));
    }
    *column = first;
}
