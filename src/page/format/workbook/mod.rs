//! Workbooks (`.xlsx`, `.ods`): each sheet as a table of texts, which is read as if it had been written as CSV.
//!
//! What the cells show is kept as far as the file tells it: numbers without their format, dates and times as ISO 8601 has
//! them. What a cell that spans several columns says, it says of each.

mod cells;
mod csv;
mod shown;
mod size;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Ods, Reader, SheetVisible, Xlsx};

use self::cells::{ods_cells, xlsx_cells};
use self::csv::csv;
use self::size::{ensure_small, unreadable};

/// A sheet as CSV, or why it cannot be had.
type Csv = Result<String, String>;

/// Returns the sheets of a workbook that are shown and hold something, in their order: the name of each, and its cells as
/// CSV or why they cannot be had. A row is a record, and one that holds nothing a blank line.
pub fn sheets(workbook: &[u8]) -> Result<Vec<(String, Csv)>, String> {
    let is_ods = ensure_small(workbook)?;
    let names = |metadata: &[calamine::Sheet]| -> Vec<String> {
        let shown = metadata.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
        shown.map(|sheet| sheet.name.clone()).collect()
    };
    let sheets = if is_ods {
        let mut ods = Ods::new(Cursor::new(workbook)).map_err(unreadable)?;
        let names = names(ods.sheets_metadata());
        names.into_iter().map(|name| (name.clone(), ods_cells(&mut ods, &name))).collect::<Vec<_>>()
    } else {
        let mut xlsx = Xlsx::new(Cursor::new(workbook)).map_err(unreadable)?;
        let names = names(xlsx.sheets_metadata());
        names.into_iter().map(|name| (name.clone(), xlsx_cells(&mut xlsx, &name))).collect()
    };
    let sheets = sheets.into_iter().filter(|(_, cells)| !cells.as_ref().is_ok_and(BTreeMap::is_empty));
    Ok(sheets.map(|(name, cells)| (name, cells.and_then(|cells| csv(&cells)))).collect())
}
