//! Everything that reaches stdout: rows in one of six formats, and lines of prose for people.
//!
//! It decides how things look and that no text can drive a terminal ([`safe()`]). It does not decide what is shown,
//! and knows nothing of pages, the store or the command line.

mod delimited;
mod formula;
mod json;
mod markdown;
mod safe;
mod table;

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use crate::error::{Error, Result};
use crate::model::closed_set;

pub use json::write_json;
pub use safe::{is_hidden, safe};

/// What everything is written to. Large, because exports run to millions of rows.
type Sink<'a> = BufWriter<Box<dyn Write + 'a>>;
const BUFFER: usize = 64 * 1024;

closed_set! {
    /// How rows are written.
    Format {
        /// For people: a table fitted to the width, or records when a table would not be readable.
        Table = "table",
        /// Comma-separated values as in RFC 4180, but with `\n` line ends and no byte order mark.
        Csv = "csv",
        /// The same with tabs: a cell that holds a tab, a line break or a quote is quoted.
        Tsv = "tsv",
        /// One array of objects, an object a line.
        Json = "json",
        /// An object a line, without the array.
        Jsonl = "jsonl",
        /// A table as GitHub renders it.
        Markdown = "markdown",
    }
}

/// What the caller knows of the place the output goes to.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How rows are written.
    pub format: Format,
    /// Columns to fit tables and paragraphs into; fewer than 20 count as 20.
    pub width: usize,
    /// Whether headers and headings are bold.
    pub color: bool,
    /// Whether the output is a terminal: then CSV and TSV are made safe as well, instead of being exact.
    pub terminal: bool,
    /// Whether CSV and TSV are for a spreadsheet: then nothing in them is a formula, and they are not exact.
    pub spreadsheet: bool,
}

impl Settings {
    /// The width to use. The upper bound is what a table can be drawn in.
    fn columns(self) -> usize {
        self.width.clamp(20, 60_000)
    }

    /// The text, bold when colour is on. The text must be safe.
    fn bold(self, text: &str) -> Cow<'_, str> {
        if self.color && !text.is_empty() { format!("\x1b[1m{text}\x1b[0m").into() } else { text.into() }
    }
}

/// The one writer of data. Buffered: call [`Output::flush`] at the end, or errors of the last writes are lost.
pub struct Output<'a> {
    /// How to write; a command may change it between two tables.
    pub settings: Settings,
    /// Whether to say on standard error that exact CSV or TSV has cells that a spreadsheet would run.
    pub warn: bool,
    out: Sink<'a>,
    /// How many cells of exact CSV or TSV a spreadsheet would run, and nobody was told of.
    formulas: usize,
}

impl<'a> Output<'a> {
    /// Returns an output that writes to `out`, which needs no buffer of its own.
    #[must_use]
    pub fn new(out: Box<dyn Write + 'a>, settings: Settings) -> Self {
        Self { settings, warn: false, out: BufWriter::with_capacity(BUFFER, out), formulas: 0 }
    }

    /// Starts a table with these columns. Every format but `table` shows the header even if no row follows.
    pub fn rows(&mut self, columns: &[&str]) -> Result<Rows<'_, 'a>> {
        let writer = self.writer(columns).map_err(Error::Output)?;
        Ok(Rows { columns: columns.len(), written: 0, writer })
    }

    fn writer(&mut self, columns: &[&str]) -> io::Result<Writer<'_, 'a>> {
        let (out, settings) = (&mut self.out, self.settings);
        Ok(match settings.format {
            Format::Table => Writer::Table(table::Table::new(out, settings, columns)),
            Format::Csv | Format::Tsv => {
                let delimiter = if settings.format == Format::Csv { b',' } else { b'\t' };
                let formulas = &mut self.formulas;
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
        for line in table::wrap(&safe(text), width) {
            let indent = if line.is_empty() { 0 } else { indent };
            writeln!(self.out, "{:indent$}{line}", "").map_err(Error::Output)?;
        }
        Ok(())
    }

    /// Hands everything written so far to the writer below. Says on standard error if a spreadsheet would run some of it.
    pub fn flush(&mut self) -> Result<()> {
        self.out.flush().map_err(Error::Output)?;
        let formulas = std::mem::take(&mut self.formulas);
        if self.warn && formulas > 0 {
            let cells = if formulas == 1 { "1 cell begins" } else { &*format!("{formulas} cells begin") };
            // What cannot be said is no reason to fail.
            let _ = writeln!(
                io::stderr(),
                "{cells} like a formula, which a spreadsheet may run: for one, use `versus export TABLE --spreadsheet`"
            );
        }
        Ok(())
    }
}

/// Returns the text made safe ([`safe()`]) and on one line, so that no text can look like a line of its own.
#[must_use]
pub fn one_line(text: &str) -> String {
    safe(text).replace('\n', " ")
}

/// The longest message in characters. What a page calls its figures may be as long as the page.
const LONGEST_MESSAGE: usize = 4_000;

/// Returns a message for standard error: on one line, and not longer than somebody reads.
#[must_use]
pub fn message(text: &str) -> String {
    one_line(&shortened(text))
}

/// Returns the text, or the beginning of it when it is longer than a message.
#[must_use]
pub fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_MESSAGE) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]).into(),
    }
}

/// A table in the making, from [`Output::rows`].
#[must_use = "without `finish`, tables are not shown and JSON is not closed"]
pub struct Rows<'o, 'a> {
    columns: usize,
    written: usize,
    writer: Writer<'o, 'a>,
}

enum Writer<'o, 'a> {
    Delimited(Box<delimited::Delimited<'o, 'a>>),
    Json(json::Json<'o, 'a>),
    Markdown(markdown::Markdown<'o, 'a>),
    Table(table::Table<'o, 'a>),
}

impl Rows<'_, '_> {
    /// Adds a row. It must have a cell for every column, or it is refused as invalid input.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.write(cells).map_err(Error::Output)?;
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
            Writer::Json(writer) => writer.row(cells),
            Writer::Markdown(writer) => writer.row(cells),
            Writer::Table(writer) => writer.row(cells),
        }
    }

    /// Ends the table and returns how many rows it has.
    pub fn finish(self) -> Result<usize> {
        match self.writer {
            Writer::Delimited(writer) => writer.finish(),
            Writer::Json(writer) => writer.finish(),
            Writer::Markdown(_) => Ok(()),
            Writer::Table(writer) => writer.finish(),
        }
        .map_err(Error::Output)?;
        Ok(self.written)
    }
}

/// One cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text, as it is stored; the formats make it safe.
    Text(Cow<'a, str>),
    /// A number; JSON writes it without quotes.
    Integer(i64),
    /// A number with a fraction; JSON writes it without quotes unless it is infinite.
    Real(f64),
    /// Nothing: `null` in JSON, else an empty cell.
    Empty,
}

impl Cell<'_> {
    /// The text of the cell, made safe for a terminal.
    fn safe_text(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => safe(text),
            Cell::Integer(number) => number.to_string().into(),
            Cell::Real(number) => real(*number).into(),
            Cell::Empty => "".into(),
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

/// Returns the shortest text that is read back as the same number.
fn real(number: f64) -> String {
    match serde_json::Number::from_f64(number) {
        Some(finite) => finite.to_string(),
        None if number > 0.0 => "Infinity".into(),
        None => "-Infinity".into(),
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    pub(crate) fn settings(format: Format, width: usize) -> Settings {
        Settings { format, width, color: false, terminal: false, spreadsheet: false }
    }

    /// What `write` writes.
    pub(crate) fn written(settings: Settings, write: impl FnOnce(&mut Output<'_>) -> Result<()>) -> String {
        let mut bytes = Vec::new();
        let mut output = Output::new(Box::new(&mut bytes), settings);
        write(&mut output).unwrap();
        output.flush().unwrap();
        drop(output);
        String::from_utf8(bytes).unwrap()
    }

    /// A table of text as it is written.
    pub(crate) fn table<T: AsRef<str>>(settings: Settings, columns: &[&str], rows: &[Vec<T>]) -> String {
        written(settings, |output| {
            let mut table = output.rows(columns)?;
            for row in rows {
                table.row(&row.iter().map(|cell| cell.as_ref().into()).collect::<Vec<_>>())?;
            }
            table.finish()?;
            Ok(())
        })
    }

    /// Arbitrary text, with the characters that do harm more frequent than chance has them.
    pub(crate) fn any_text() -> impl Strategy<Value = String> {
        let nasty = "\0\t\n\r\x1b\x7f\u{85}\u{9b}\u{61c}\u{200b}\u{200d}\u{200e}\u{2028}\u{202e}\u{2066}\u{feff}\u{fe0f}\u{301}\
            \u{e0041}\u{1f1e6}\u{1f468}\u{1f3fd},;|\"'\\`<>&*_[]\u{4e2d}\u{915}\u{94d}\u{627}\u{644} =";
        let nasty: Vec<char> = nasty.chars().collect();
        let part = prop_oneof![
            3 => "[ -~]{0,12}",
            2 => prop::collection::vec(prop::sample::select(nasty), 0..12).prop_map(|c| c.into_iter().collect::<String>()),
            1 => prop::collection::vec(any::<char>(), 0..8).prop_map(|c| c.into_iter().collect::<String>()),
            1 => "[a-z ]{0,60}",
        ];
        prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
    }

    /// Three columns and a few rows of arbitrary text.
    pub(crate) fn any_rows() -> impl Strategy<Value = Vec<Vec<String>>> {
        prop::collection::vec(prop::collection::vec(any_text(), 3), 0..5)
    }

    pub(crate) fn is_harmless(text: &str) -> bool {
        let bidi =
            |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        !text.chars().any(|c| c.is_control() && c != '\n' || bidi(c))
    }

    #[test]
    fn every_format_without_rows() {
        let empty = |format| table::<&str>(settings(format, 80), &["figure", "value"], &[]);
        assert_eq!(empty(Format::Table), "");
        assert_eq!(empty(Format::Csv), "figure,value\n");
        assert_eq!(empty(Format::Tsv), "figure\tvalue\n");
        assert_eq!(empty(Format::Json), "[]\n");
        assert_eq!(empty(Format::Jsonl), "");
        assert_eq!(empty(Format::Markdown), "| figure | value |\n| --- | --- |\n");
    }

    #[test]
    fn a_row_of_the_wrong_length_is_refused_in_every_format() {
        for name in Format::NAMES {
            let mut output = Output::new(Box::new(io::sink()), settings(Format::from_name(name).unwrap(), 80));
            let error = output.rows(&["a", "b"]).unwrap().row(&[1_i64.into()]).unwrap_err();
            let source = std::error::Error::source(&error).unwrap();
            assert_eq!(source.to_string(), "a row of 1 cells in a table of 2 columns");
        }
    }

    #[test]
    fn a_closed_pipe_is_returned_as_such_by_every_format() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for name in Format::NAMES {
            for rows in [1, 20_000] {
                let mut output = Output::new(Box::new(Closed), settings(Format::from_name(name).unwrap(), 80));
                let mut write = || {
                    let mut table = output.rows(&["figure"])?;
                    for _ in 0..rows {
                        table.row(&["Leon Trotsky".into()])?;
                    }
                    table.finish()?;
                    output.flush()
                };
                assert!(write().unwrap_err().is_closed_pipe(), "{name}, {rows} rows");
            }
        }
    }

    #[test]
    fn lines_and_headings_stay_on_one_line_and_are_safe_before_they_are_bold() {
        let mut settings = settings(Format::Table, 80);
        settings.color = true;
        let text = written(settings, |output| {
            output.heading("Leon\nTrotsky\x1b[31m")?;
            output.line("a\tb\nc\x07")
        });
        assert_eq!(text, "\x1b[1mLeon Trotsky␛[31m\x1b[0m\na b c␇\n");
    }

    #[test]
    fn paragraphs_are_wrapped_by_display_width() {
        let text = "Trotsky was a vocal critic of Stalin's policies.\n\n中文字符占两列宽度所以一行只有十五个字符";
        let paragraph = written(settings(Format::Table, 34), |output| output.paragraph(text, 4));
        assert_eq!(
            paragraph,
            "    Trotsky was a vocal critic of\n    Stalin's policies.\n\n    中文字符占两列宽度所以一行只有\n    十五个字符\n"
        );
    }

    proptest! {
        #[test]
        fn cells_hold_what_they_are_made_from(text in any_text(), number in any::<u32>()) {
            prop_assert_eq!(Cell::from(&text), Cell::from(Some(text.as_str())));
            prop_assert_eq!(Cell::from(number), Cell::from(number as usize));
            prop_assert_eq!(Cell::from(None::<String>), Cell::Empty);
        }

        #[test]
        fn prose_is_harmless_and_fits(text in any_text(), indent in 0_usize..6) {
            let prose = written(settings(Format::Table, 40), |output| {
                output.paragraph(&text, indent)?;
                output.line(&text)?;
                output.heading(&text)
            });
            prop_assert!(is_harmless(&prose));
            let paragraph = written(settings(Format::Table, 40), |output| output.paragraph(&text, indent));
            prop_assert!(paragraph.lines().all(|line| line.width() <= 40 && !line.ends_with(' ')), "{paragraph}");
        }
    }
}
