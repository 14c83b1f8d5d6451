//! CSV and TSV, for other programs: the exact text, a header always, `\n` line ends, no byte order mark.
//!
//! Both are the same dialect but for the delimiter: a cell is quoted when it holds the delimiter, a quote or a line
//! break, and quotes are doubled. On a terminal the text is made safe instead of exact. It knows nothing of formulas.

use std::io::{self, Write};

use csv::{ErrorKind, QuoteStyle, Terminator, Writer, WriterBuilder};

use super::{BUFFER, Cell, Sink, real, safe};

pub(super) struct Delimited<'o, 'a> {
    writer: Writer<&'o mut Sink<'a>>,
    /// Whether text is made safe on its way.
    terminal: bool,
    /// The digits of one number, kept for its memory.
    digits: Vec<u8>,
}

impl<'o, 'a> Delimited<'o, 'a> {
    pub(super) fn new(out: &'o mut Sink<'a>, delimiter: u8, terminal: bool, columns: &[&str]) -> io::Result<Self> {
        let writer = WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::Any(b'\n'))
            // Writes `""` for an empty line of one column, so that readers do not skip it.
            .quote_style(QuoteStyle::Necessary)
            .buffer_capacity(BUFFER)
            .from_writer(out);
        let mut table = Self { writer, terminal, digits: Vec::new() };
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
                    self.digits.clear();
                    write!(self.digits, "{number}")?;
                    self.writer.write_field(&self.digits).map_err(into_io)?;
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
        if self.terminal {
            self.writer.write_field(safe(text).as_bytes()).map_err(into_io)
        } else {
            self.writer.write_field(text).map_err(into_io)
        }
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.writer.write_record(None::<&[u8]>).map_err(into_io)
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
    use super::super::Format;
    use super::super::tests::{any_rows, any_text, is_harmless, settings, table, written};
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

    proptest! {
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
