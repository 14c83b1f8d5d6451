//! Everything that reaches stdout or a file: rows in one of eight formats, and lines of prose for people.
//!
//! It decides how things look and that no text can drive a terminal ([`safe()`]). It does not decide what is shown,
//! and knows nothing of pages, the store or the command line.

mod cell;
mod delimited;
mod formula;
mod html;
mod json;
mod listing;
mod markdown;
mod message;
mod safe;
mod settings;
mod sink;
mod table;
mod workbook;
mod wrap;

use std::io::{self, Write};

use crate::error::{CutOff, Error, Result, TooLarge};

use listing::Ordered;
use sink::Sink;

pub use cell::Cell;
pub use json::write_json;
pub use listing::Listing;
pub use message::{message, one_line, shortened};
pub use safe::{is_hidden, safe};
pub use settings::{Format, Settings};
pub use wrap::wrap;

/// The one writer of data. Buffered: call [`Output::flush`] at the end, or errors of the last writes are lost.
pub struct Output<'a> {
    /// How to write; a command may change it between two tables.
    pub settings: Settings,
    /// Whether to say on standard error that exact CSV or TSV has cells that a spreadsheet would run.
    pub warn: bool,
    /// The most characters of one cell of a table for people; what is longer is cut, with a mark. Other formats are exact.
    pub longest_cell: usize,
    /// Which rows are shown, and in which order.
    pub listing: Listing,
    out: Sink<'a>,
    /// How many cells of exact CSV or TSV a spreadsheet would run, and nobody was told of.
    formulas: usize,
    /// How many cells of a table were cut, and nobody was told of.
    cut: usize,
    /// Whether there were more rows than are shown.
    is_more: bool,
}

impl<'a> Output<'a> {
    /// Returns an output that writes to `out`, which needs no buffer of its own.
    #[must_use]
    pub fn new(out: Box<dyn Write + 'a>, settings: Settings) -> Self {
        Self {
            settings,
            warn: false,
            longest_cell: usize::MAX,
            listing: Listing::default(),
            out: Sink::new(out),
            formulas: 0,
            cut: 0,
            is_more: false,
        }
    }

    /// Lets no row pass that would make the whole longer than so many bytes: such a row is an error, [`CutOff::Bytes`].
    pub fn set_ceiling(&mut self, bytes: u64) {
        self.out.set_ceiling(bytes);
    }

    /// Starts a table with these columns. Every format but `table` shows the header even if no row follows.
    pub fn rows(&mut self, columns: &[&str]) -> Result<Rows<'_, 'a>> {
        let ordered = self.listing.ordered(columns)?;
        let limit = self.listing.limit.unwrap_or(usize::MAX);
        let (out, settings) = (&mut self.out, self.settings);
        let (formulas, cut) = (&mut self.formulas, &mut self.cut);
        let cells = (self.longest_cell, self.listing.one_line);
        let writer = Self::writer(out, settings, cells, (formulas, cut), columns).map_err(failed)?;
        Ok(Rows { columns: columns.len(), written: 0, limit, ordered, is_more: &mut self.is_more, writer })
    }

    /// Tells whether there were more rows than the list has.
    #[must_use]
    pub fn is_more(&self) -> bool {
        self.is_more
    }

    fn writer<'o>(
        out: &'o mut Sink<'a>,
        settings: Settings,
        (longest_cell, one_line): (usize, bool),
        (formulas, cut): (&'o mut usize, &'o mut usize),
        columns: &[&str],
    ) -> io::Result<Writer<'o, 'a>> {
        Ok(match settings.format {
            Format::Table => Writer::Table(table::Table::new(out, settings, (longest_cell, one_line), cut, columns)),
            Format::Html => Writer::Html(html::Html::new(out, columns)?),
            Format::Xlsx => Writer::Workbook(Box::new(workbook::Workbook::new(out, columns)?)),
            Format::Csv | Format::Tsv => {
                let delimiter = if settings.format == Format::Csv { b',' } else { b'\t' };
                Writer::Delimited(Box::new(delimited::Delimited::new(out, delimiter, settings, columns, formulas)?))
            }
            Format::Json => Writer::Json(json::Json::new(out, json::Shape::Array, columns)?),
            Format::Jsonl => Writer::Json(json::Json::new(out, json::Shape::Lines, columns)?),
            Format::Markdown => Writer::Markdown(markdown::Markdown::new(out, columns)?),
        })
    }

    /// Tells whether rows are written as tables for people, where marks stand instead of columns.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.settings.format == Format::Table
    }

    /// Returns how many columns there are for people to read in.
    #[must_use]
    pub fn width(&self) -> usize {
        self.settings.columns()
    }

    /// Writes one line for people; line breaks in the text become spaces.
    pub fn line(&mut self, text: &str) -> Result<()> {
        writeln!(self.out, "{}", one_line(text)).map_err(Error::Output)
    }

    /// Writes a heading: a line, bold when colour is on.
    pub fn heading(&mut self, text: &str) -> Result<()> {
        writeln!(self.out, "{}", self.settings.bold(&one_line(text))).map_err(Error::Output)
    }

    /// Writes prose, wrapped at words to the width; every line is indented by `indent` spaces.
    pub fn paragraph(&mut self, text: &str, indent: usize) -> Result<()> {
        let width = self.settings.columns().saturating_sub(indent).max(20);
        for line in wrap(&safe(text), width) {
            let indent = if line.is_empty() { 0 } else { indent };
            writeln!(self.out, "{:indent$}{line}", "").map_err(Error::Output)?;
        }
        Ok(())
    }

    /// Hands everything written so far to the writer below. Says on standard error if a spreadsheet would run some of it, or
    /// if some of it was cut.
    pub fn flush(&mut self) -> Result<()> {
        self.out.hand_on().map_err(Error::Output)?;
        let formulas = std::mem::take(&mut self.formulas);
        if self.warn && formulas > 0 {
            let cells = if formulas == 1 { "1 cell begins" } else { &*format!("{formulas} cells begin") };
            // What cannot be said is no reason to fail.
            let _ = writeln!(
                io::stderr(),
                "{cells} like a formula, which a spreadsheet may run: for one, use `versus export TABLE --spreadsheet`"
            );
        }
        let cut = std::mem::take(&mut self.cut);
        if self.warn && cut > 0 {
            let cells = if cut == 1 { "1 cell is" } else { &*format!("{cut} cells are") };
            let _ = writeln!(
                io::stderr(),
                "{cells} cut to {} characters: the other formats, such as `--format csv`, have all of them",
                self.longest_cell
            );
        }
        Ok(())
    }
}

/// A table in the making, from [`Output::rows`].
#[must_use = "without `finish`, tables are not shown and JSON is not closed"]
pub struct Rows<'o, 'a> {
    columns: usize,
    written: usize,
    /// The most rows.
    limit: usize,
    /// Where rows wait that are shown in another order than they come.
    ordered: Option<Ordered>,
    is_more: &'o mut bool,
    writer: Writer<'o, 'a>,
}

enum Writer<'o, 'a> {
    Delimited(Box<delimited::Delimited<'o, 'a>>),
    Html(html::Html<'o, 'a>),
    Json(json::Json<'o, 'a>),
    Markdown(markdown::Markdown<'o, 'a>),
    Table(table::Table<'o, 'a>),
    Workbook(Box<workbook::Workbook<'o, 'a>>),
}

impl Rows<'_, '_> {
    /// Adds the rows that `each` passes on, ends the table, and returns how many rows it has. `each` is stopped where no more
    /// are wanted.
    pub fn fill(mut self, each: impl FnOnce(&mut Self) -> Result<()>) -> Result<usize> {
        match each(&mut self) {
            Ok(()) | Err(Error::EnoughRows) => self.finish(),
            Err(error) => Err(error),
        }
    }

    /// Adds a row. It must have a cell for every column, or it is refused as invalid input.
    ///
    /// # Errors
    ///
    /// [`Error::EnoughRows`] where the list is as long as was asked for; [`Rows::fill`] takes that as its end.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if let Some(ordered) = &mut self.ordered {
            ordered.add(cells);
            return Ok(());
        }
        if self.written == self.limit {
            *self.is_more = true;
            return Err(Error::EnoughRows);
        }
        self.write(cells).map_err(failed)?;
        self.written += 1;
        Ok(())
    }

    fn write(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if cells.len() != self.columns {
            let message = format!("a row of {} cells in a table of {} columns", cells.len(), self.columns);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        match &mut self.writer {
            Writer::Delimited(writer) => writer.row(cells),
            Writer::Html(writer) => writer.row(cells),
            Writer::Workbook(writer) => writer.row(cells),
            Writer::Json(writer) => writer.row(cells),
            Writer::Markdown(writer) => writer.row(cells),
            Writer::Table(writer) => writer.row(cells),
        }
    }

    /// Ends the table and returns how many rows it has.
    pub fn finish(mut self) -> Result<usize> {
        if let Some(ordered) = self.ordered.take() {
            let (rows, is_more) = ordered.finish();
            *self.is_more |= is_more;
            for cells in rows {
                self.write(&cells).map_err(failed)?;
                self.written += 1;
            }
        }
        match self.writer {
            Writer::Delimited(writer) => writer.finish(),
            Writer::Html(writer) => writer.finish(),
            Writer::Workbook(writer) => writer.finish(),
            Writer::Json(writer) => writer.finish(),
            Writer::Markdown(_) => Ok(()),
            Writer::Table(writer) => writer.finish(),
        }
        .map_err(failed)?;
        Ok(self.written)
    }
}

/// Returns what an error of writing rows is: the ceiling, what a format cannot hold, or one of the system's.
fn failed(error: io::Error) -> Error {
    let other = |error: io::Error| error.downcast::<TooLarge>().map_or_else(Error::Output, Error::TooLarge);
    error.downcast::<CutOff>().map_or_else(other, Error::CutOff)
}

#[cfg(test)]
pub(crate) mod tests;
