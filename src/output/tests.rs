//! What holds of every format, and what the tests of the formats share.

use super::*;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

pub(crate) fn settings(format: Format, width: usize) -> Settings {
    Settings { format, width, color: false, terminal: false, spreadsheet: false }
}

/// What `write` writes.
pub(crate) fn written(settings: Settings, write: impl FnOnce(&mut Output<'_>) -> Result<()>) -> String {
    String::from_utf8(written_bytes(settings, write)).unwrap()
}

/// What `write` writes, which may be no text.
pub(crate) fn written_bytes(settings: Settings, write: impl FnOnce(&mut Output<'_>) -> Result<()>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut output = Output::new(Box::new(&mut bytes), settings);
    write(&mut output).unwrap();
    output.flush().unwrap();
    drop(output);
    bytes
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
    let bidi = |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
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
