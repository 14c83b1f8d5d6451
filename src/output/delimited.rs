//! CSV and TSV, for other programs: the exact text, a header always, `\n` line ends, no byte order mark.
//!
//! Both are the same dialect but for the delimiter: a cell is quoted when it holds the delimiter, a quote or a line
//! break, and quotes are doubled. On a terminal the text is made safe instead of exact.
//!
//! The flavour for spreadsheets has what these go by: a byte order mark, or they take UTF-8 for something else, `\r\n`
//! line ends, quotes around everything that holds any usual separator, and guards before formulas (`formula`). The exact
//! flavour counts the cells that would be run.

use std::io::{self, Write};

use csv::{ErrorKind, QuoteStyle, Terminator, Writer, WriterBuilder};

use super::cell::{Cell, real};
use super::formula;
use super::safe::safe;
use super::settings::Settings;
use super::sink::{BUFFER, Sink};

pub(super) struct Delimited<'o, 'a> {
    writer: Writer<&'o mut Sink<'a>>,
    settings: Settings,
    delimiter: u8,
    has_ceiling: bool,
    /// How many cells a spreadsheet would run.
    formulas: &'o mut usize,
    /// The digits of one number or one quoted cell, kept for its memory.
    bytes: Vec<u8>,
}

impl<'o, 'a> Delimited<'o, 'a> {
    pub(super) fn new(
        out: &'o mut Sink<'a>,
        delimiter: u8,
        settings: Settings,
        columns: &[&str],
        formulas: &'o mut usize,
    ) -> io::Result<Self> {
        let mut builder = WriterBuilder::new();
        if settings.spreadsheet {
            // Quoted here, where more than the delimiter counts.
            builder.quote_style(QuoteStyle::Never);
        } else {
            // Writes `""` for an empty line of one column, so that readers do not skip it.
            builder.quote_style(QuoteStyle::Necessary);
        }
        if settings.spreadsheet && !settings.terminal {
            out.write_all("\u{feff}".as_bytes())?;
            builder.terminator(Terminator::CRLF);
        } else {
            builder.terminator(Terminator::Any(b'\n'));
        }
        let has_ceiling = out.has_ceiling();
        let writer = builder.delimiter(delimiter).buffer_capacity(BUFFER).from_writer(out);
        let mut table = Self { writer, settings, delimiter, has_ceiling, formulas, bytes: Vec::new() };
        for column in columns {
            table.text(column)?;
        }
        table.end_row()?;
        Ok(table)
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Text(text) => self.text(text)?,
                Cell::Integer(number) => {
                    self.bytes.clear();
                    write!(self.bytes, "{number}")?;
                    self.writer.write_field(&self.bytes).map_err(into_io)?;
                }
                Cell::Real(number) => self.writer.write_field(real(*number)).map_err(into_io)?,
                Cell::Empty => self.text("")?,
            }
        }
        self.end_row()
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        let text = if self.settings.terminal { safe(text) } else { text.into() };
        if self.settings.spreadsheet {
            return self.quoted(&formula::guarded(&text, self.delimiter));
        }
        *self.formulas += usize::from(!self.settings.terminal && formula::runs(&text, self.delimiter));
        self.writer.write_field(text.as_bytes()).map_err(into_io)
    }

    /// Writes a cell, in quotes where a program could see its end in it.
    fn quoted(&mut self, text: &str) -> io::Result<()> {
        let is_special = |byte| matches!(byte, b',' | b';' | b'\t' | b'"' | b'\r' | b'\n');
        if !text.bytes().any(is_special) {
            return self.writer.write_field(text).map_err(into_io);
        }
        self.bytes.clear();
        for (at, part) in text.split('"').enumerate() {
            self.bytes.extend_from_slice(if at == 0 { b"\"" } else { b"\"\"" });
            self.bytes.extend_from_slice(part.as_bytes());
        }
        self.bytes.push(b'"');
        self.writer.write_field(&self.bytes).map_err(into_io)
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.writer.write_record(None::<&[u8]>).map_err(into_io)?;
        if self.has_ceiling { self.writer.flush() } else { Ok(()) }
    }
}

/// The I/O error inside a CSV error. (The conversion that csv offers hides the kind, and with it a closed pipe.)
fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::formula::tests::{any_cell, unguarded};
    use super::super::tests::{any_rows, any_text, is_harmless, settings, table, written};
    use super::super::{Format, Output, Settings};
    use proptest::prelude::*;

    fn read_back(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(String::from).collect()).collect()
    }

    #[test]
    fn cells_are_quoted_when_they_must_be() {
        let rows = [vec!["Communism, Stalinism", "a\tb", "\"socialism in\none country\""], vec!["", " x ", "\r"]];
        let write = |format| table(settings(format, 80), &["a", "b", "c"], &rows);
        assert_eq!(
            write(Format::Csv),
            "a,b,c\n\"Communism, Stalinism\",a\tb,\"\"\"socialism in\none country\"\"\"\n, x ,\"\r\"\n"
        );
        assert_eq!(
            write(Format::Tsv),
            "a\tb\tc\nCommunism, Stalinism\t\"a\tb\"\t\"\"\"socialism in\none country\"\"\"\n\t x \t\"\r\"\n"
        );
    }

    #[test]
    fn numbers_are_digits_and_nothing_is_empty() {
        let text = written(settings(Format::Csv, 80), |output| {
            let mut rows = output.rows(&["document", "values", "note"])?;
            rows.row(&["stalin".into(), (-12_i64).into(), None::<&str>.into()])?;
            rows.finish()?;
            Ok(())
        });
        assert_eq!(text, "document,values,note\nstalin,-12,\n");
    }

    #[test]
    fn text_is_exact_in_a_file_and_safe_on_a_terminal() {
        let mut settings = settings(Format::Csv, 80);
        let rows = [vec!["\x1b[2J\u{202e}"]];
        assert_eq!(table(settings, &["a\x07"], &rows), "a\x07\n\x1b[2J\u{202e}\n");
        settings.terminal = true;
        assert_eq!(table(settings, &["a\x07"], &rows), "a␇\n␛[2J\u{fffd}\n");
    }

    fn for_spreadsheets(format: Format) -> Settings {
        Settings { spreadsheet: true, ..settings(format, 80) }
    }

    #[test]
    fn a_spreadsheet_gets_its_mark_and_line_ends_and_no_formula() {
        let rows = [vec!["=1+1", "-12", "a;b"], vec!["", "\"x\"\ny", "Tea\tmild"], vec!["-", " @x", "a, b"]];
        assert_eq!(
            table(for_spreadsheets(Format::Csv), &["a", "=b", "+c"], &rows),
            "\u{feff}a,'=b,'+c\r\n'=1+1,-12,\"a;b\"\r\n,\"\"\"x\"\"\ny\",\"Tea\tmild\"\r\n-,' @x,\"a, b\"\r\n"
        );
        assert_eq!(table(for_spreadsheets(Format::Tsv), &["a"], &[vec!["x,=1"]]), "\u{feff}a\r\n\"x,'=1\"\r\n");
        let settings = Settings { terminal: true, ..for_spreadsheets(Format::Csv) };
        assert_eq!(table(settings, &["a", "b"], &[vec!["\x1b\r", "=1"]]), "a,b\n␛␍,'=1\n");
    }

    #[test]
    fn the_exact_flavour_counts_what_would_be_run() {
        let formulas = |settings, cells: &[&str]| {
            let mut output = Output::new(Box::new(std::io::sink()), settings);
            let mut rows = output.rows(&["a"]).unwrap();
            for cell in cells {
                rows.row(&[(*cell).into()]).unwrap();
            }
            rows.finish().unwrap();
            output.formulas
        };
        let cells = ["=1", "-12", "tea", "a;=1", "\t@x", "-"];
        assert_eq!(formulas(settings(Format::Csv, 80), &cells), 3);
        assert_eq!(formulas(settings(Format::Tsv, 80), &cells), 3);
        assert_eq!(formulas(settings(Format::Json, 80), &cells), 0);
        assert_eq!(formulas(for_spreadsheets(Format::Csv), &cells), 0);
        assert_eq!(formulas(Settings { terminal: true, ..settings(Format::Csv, 80) }, &cells), 0);
    }

    proptest! {
        #[test]
        fn the_flavour_for_spreadsheets_reads_back_and_begins_no_formula(
            rows in prop::collection::vec(prop::collection::vec(any_cell(), 3), 0..5),
            single in any_cell(),
        ) {
            for (format, delimiter) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
                for rows in [&rows, &vec![vec![single.clone()]]] {
                    let columns = &["a", "b", "c"][..rows.first().map_or(3, Vec::len)];
                    let text = table(for_spreadsheets(format), columns, rows);
                    let text = text.strip_prefix('\u{feff}').unwrap();
                    let read = read_back(text, delimiter);
                    for cell in read.iter().flatten() {
                        let is_blank = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
                        let bare = cell.trim_matches(is_blank);
                        prop_assert!(!bare.starts_with(['=', '@']), "{bare}");
                        if let Some(rest) = bare.strip_prefix(['+', '-']) {
                            prop_assert!(!rest.contains(|c: char| c.is_alphabetic() && c != 'e' && c != 'E'), "{bare}");
                            prop_assert!(!rest.contains(['(', '!', '|', '=', '@', '*', '/']), "{bare}");
                        }
                    }
                    let bare: Vec<Vec<String>> =
                        read.iter().map(|row| row.iter().map(|cell| unguarded(cell, delimiter)).collect()).collect();
                    prop_assert_eq!(&bare, rows);
                }
            }
        }

        #[test]
        fn csv_and_tsv_read_back_as_written(rows in any_rows()) {
            for (format, delimiter) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
                let text = table(settings(format, 80), &["a", "b", "c"], &rows);
                prop_assert_eq!(read_back(&text, delimiter), rows.clone());
            }
        }

        #[test]
        fn one_column_reads_back_as_written(cells in prop::collection::vec(any_text(), 0..5)) {
            let rows: Vec<_> = cells.into_iter().chain([String::new()]).map(|cell| vec![cell]).collect();
            let text = table(settings(Format::Csv, 80), &["a"], &rows);
            prop_assert_eq!(read_back(&text, b','), rows);
        }

        #[test]
        fn a_terminal_gets_nothing_harmful(rows in any_rows()) {
            let mut settings = settings(Format::Csv, 80);
            settings.terminal = true;
            prop_assert!(is_harmless(&table(settings, &["a", "b", "\x1b"], &rows)));
        }
    }
}
