//! A workbook (`.xlsx`) with one sheet. Text stays text: `00123`, `3/4` and `=1+1` are what they were, never a number, a date or a
//! formula. Rows pile up in a temporary file, not in memory.

use std::io::{self, Seek, SeekFrom};

use rust_xlsxwriter::{Format, Workbook as File, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::cell::Cell;
use super::sink::Sink;
use crate::error::TooLarge;

/// What a sheet can hold, its header among it, and a cell. [support.microsoft.com: Excel specifications and limits]
const MOST_ROWS: u32 = 1_048_576;
const MOST_CHARACTERS: usize = 32_767;

/// How wide a column is at least and at most, in characters.
const NARROWEST: usize = 6;
const WIDEST: usize = 60;

/// The greatest whole number up to which all are exact in a sheet, where every number is a real one: 2^53.
const MOST_EXACT: u64 = 9_007_199_254_740_992;

pub(super) struct Workbook<'o, 'a> {
    out: &'o mut Sink<'a>,
    file: File,
    columns: Vec<String>,
    widths: Vec<usize>,
    row: u32,
    wrapped: Format,
}

impl<'o, 'a> Workbook<'o, 'a> {
    pub(super) fn new(out: &'o mut Sink<'a>, columns: &[&str]) -> io::Result<Self> {
        let mut file = File::new();
        let sheet = file.add_worksheet_with_constant_memory().map_err(into_io)?;
        sheet.set_freeze_panes(1, 0).map_err(into_io)?;
        let bold = Format::new().set_bold();
        for (name, column) in columns.iter().zip(0..) {
            sheet.write_string_with_format(0, column, *name, &bold).map_err(into_io)?;
        }
        let widths = columns.iter().map(|name| name.width()).collect();
        let columns = columns.iter().map(ToString::to_string).collect();
        Ok(Self { out, file, columns, widths, row: 0, wrapped: Format::new().set_text_wrap() })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.row += 1;
        if self.row >= MOST_ROWS {
            return Err(io::Error::other(TooLarge::Rows { most: MOST_ROWS - 1 }));
        }
        let sheet = self.file.worksheet_from_index(0).map_err(into_io)?;
        for ((cell, column), width) in cells.iter().zip(0..).zip(&mut self.widths) {
            let text = match cell {
                Cell::Empty => continue,
                Cell::Integer(number) if number.unsigned_abs() <= MOST_EXACT => {
                    #[allow(clippy::cast_precision_loss, reason = "it is exact up to there")]
                    sheet.write_number(self.row, column, *number as f64).map_err(into_io)?;
                    *width = (*width).max(number.to_string().len());
                    continue;
                }
                Cell::Real(number) if number.is_finite() => {
                    sheet.write_number(self.row, column, *number).map_err(into_io)?;
                    *width = (*width).max(12);
                    continue;
                }
                other => other.exact_text(),
            };
            let characters = text.chars().map(char::len_utf16).sum();
            if characters > MOST_CHARACTERS {
                let column = self.columns[usize::from(column)].clone();
                let most = MOST_CHARACTERS;
                return Err(io::Error::other(TooLarge::Cell { row: self.row, column, characters, most }));
            }
            *width = (*width).max(text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0));
            write_text(sheet, (self.row, column), &text, &self.wrapped).map_err(into_io)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        let sheet = self.file.worksheet_from_index(0).map_err(into_io)?;
        for (width, column) in self.widths.iter().zip(0..) {
            let width = u32::try_from((*width).clamp(NARROWEST, WIDEST) + 2).expect("it is small");
            sheet.set_column_width(column, width).map_err(into_io)?;
        }
        let mut whole = tempfile::tempfile()?;
        self.file.save_to_writer(&mut whole).map_err(into_io)?;
        whole.seek(SeekFrom::Start(0))?;
        io::copy(&mut whole, self.out)?;
        self.out.end_row()
    }
}

fn write_text(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, wrapped: &Format) -> Result<(), XlsxError> {
    if text.contains('\n') || text.width() > WIDEST {
        sheet.write_string_with_format(row, column, text, wrapped)?;
    } else {
        sheet.write_string(row, column, text)?;
    }
    Ok(())
}

fn into_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};
    use proptest::prelude::*;

    use super::super::tests::{any_rows, settings, written_bytes};
    use super::super::{Format, Result, Rows};
    use super::*;

    /// The cells of a sheet that `write` fills, as another program reads them.
    fn sheet(columns: &[&str], write: impl FnOnce(&mut Rows<'_, '_>) -> Result<()>) -> Vec<Vec<Data>> {
        let bytes = written_bytes(settings(Format::Xlsx, 80), |output| {
            let mut rows = output.rows(columns)?;
            write(&mut rows)?;
            rows.finish().map(drop)
        });
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let sheet = book.worksheet_range_at(0).expect("a sheet").expect("that can be read");
        sheet.rows().map(<[Data]>::to_vec).collect()
    }

    #[test]
    fn text_stays_text_and_numbers_numbers() {
        let texts = ["00123", "3/4", "=1+1", "1e5", "@x", "TRUE", "https://example.org/", "_x0041_", " a\nb "];
        let cells = sheet(&["text", "number"], |rows| {
            texts.iter().try_for_each(|text| rows.row(&[(*text).into(), 274_000_000_i64.into()]))?;
            rows.row(&[Cell::Empty, i64::MAX.into()])
        });
        for (row, text) in cells[1..].iter().zip(texts) {
            assert_eq!(row[0], Data::String(text.into()));
            assert_eq!(row[1], Data::Float(274_000_000.0));
        }
        assert_eq!(cells[0][0], Data::String("text".into()));
        assert_eq!(cells[texts.len() + 1], [Data::Empty, Data::String(i64::MAX.to_string())]);
    }

    #[test]
    fn what_a_sheet_cannot_hold_is_refused() {
        let mut out = super::super::Output::new(Box::new(io::sink()), settings(Format::Xlsx, 80));
        let mut rows = out.rows(&["a", "b"]).unwrap();
        rows.row(&["x".into(), "y".repeat(MOST_CHARACTERS).into()]).unwrap();
        let error = rows.row(&["x".into(), "y".repeat(MOST_CHARACTERS + 1).into()]).unwrap_err();
        assert_eq!(error.to_string(), "row 2 has 32768 characters in `b`, and a cell of a workbook at most 32767");
        assert!(error.hint().unwrap().contains(".csv"), "{error:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn a_sheet_reads_back_as_written(rows in any_rows()) {
            let read = sheet(&["a", "b", "c"], |table| {
                rows.iter().try_for_each(|row| table.row(&row.iter().map(Cell::from).collect::<Vec<_>>()))
            });
            let empty = Data::Empty;
            for (number, row) in rows.iter().enumerate() {
                for (column, text) in row.iter().enumerate() {
                    let read = read.get(number + 1).and_then(|row| row.get(column)).unwrap_or(&empty);
                    match read {
                        Data::Empty => prop_assert_eq!("", text.as_str()),
                        Data::String(read) => prop_assert_eq!(read, text),
                        other => prop_assert!(false, "{:?}", other),
                    }
                }
            }
        }
    }
}
