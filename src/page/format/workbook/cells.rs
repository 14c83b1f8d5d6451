//! The cells of a sheet, with what spans several of them told of each.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Reader, Xlsx};

use super::shown::shown;
use super::size::unreadable;
use crate::page::text::LONGEST;
use crate::page::text::MOST_LINES;

/// The most cells of a sheet that hold anything.
const MOST_CELLS: usize = 1_000_000;

/// The texts of a sheet, by row and column.
pub(super) type Cells = BTreeMap<(u32, u32), String>;

/// Takes in cells, as many as a page may have.
#[derive(Default)]
struct Gathered {
    cells: Cells,
    length: usize,
}

impl Gathered {
    fn add(&mut self, place: (u32, u32), text: String) -> Result<(), String> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.length += text.len();
        self.cells.insert(place, text);
        if self.cells.len() > MOST_CELLS {
            return Err(format!("the sheet has more than {MOST_CELLS} cells"));
        }
        if self.length > LONGEST {
            return Err(format!("the sheet has more than {} MiB of text", LONGEST / 1024 / 1024));
        }
        Ok(())
    }
}

pub(super) fn ods_cells(ods: &mut Ods<Cursor<&[u8]>>, name: &str) -> Result<Cells, String> {
    let range = ods.worksheet_range(name).map_err(unreadable)?;
    let (top, left) = range.start().unwrap_or_default();
    let mut gathered = Gathered::default();
    for (row, column, cell) in range.used_cells() {
        let place = (top + u32::try_from(row).unwrap_or(u32::MAX), left + u32::try_from(column).unwrap_or(u32::MAX));
        gathered.add(place, shown(&borrowed(cell)))?;
    }
    Ok(gathered.cells)
}

fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(answer) => DataRef::Bool(*answer),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

pub(super) fn xlsx_cells(xlsx: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Cells, String> {
    let mut gathered = Gathered::default();
    let mut reader = xlsx.worksheet_cells_reader(name).map_err(unreadable)?;
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        gathered.add(cell.get_position(), shown(cell.get_value()))?;
    }
    drop(reader);
    let first = gathered.cells.keys().map(|(_, column)| *column).min().unwrap_or_default();
    for merged in xlsx.merge_cells_by_sheet_name(name).map_err(unreadable)? {
        // One that spans the attribute, too, heads the rows below.
        let Some(text) = gathered.cells.get(&merged.start).filter(|_| merged.start.1 > first).cloned() else {
            continue;
        };
        let rows = merged.start.0..=merged.end.0.min(merged.start.0.saturating_add(to_u32(MOST_LINES)));
        for place in rows.flat_map(|row| (merged.start.1..=merged.end.1).map(move |column| (row, column))) {
            if place != merged.start {
                gathered.add(place, text.clone())?;
            }
        }
    }
    Ok(gathered.cells)
}

pub(super) fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
