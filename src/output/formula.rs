//! Which cells a spreadsheet would run as a formula, and what keeps it from doing so: the one place that both flavours of
//! CSV ask. It knows nothing of how cells are parted and quoted.
//!
//! Excel, Calc and Google Sheets take a cell for a formula that begins with `=`, `+`, `-` or `@`, quoted or not;
//! DDE calls (`=cmd|' /C calc'!A0`) are such cells, too, and `|` or `%` alone begin nothing. Some of them first drop white
//! space, control characters and characters that cannot be seen, and Excel takes the wide signs of East Asian keyboards
//! for the narrow ones. Where the semicolon parts cells (Excel in most of Europe, Calc unless told otherwise), or
//! a comma or tab that is not ours, a cell of ours is several cells: so each *piece* between line breaks and these is
//! looked at like a cell. Other separators are not thought of.
//!
//! A number is no formula, nor is a lone sign.

use std::borrow::Cow;

use super::safe::is_hidden;

/// What is put before a piece that would be run. Spreadsheets show it, and take what follows for text.
const GUARD: char = '\'';

/// Answers whether a spreadsheet would run the cell, or a piece of it. `delimiter` is what parts our cells.
pub(super) fn runs(text: &str, delimiter: u8) -> bool {
    may_run(text) && judged(text, delimiter, |piece| piece).any(|(_, runs)| runs)
}

/// Returns the cell with a `'` before each piece that would be run. A piece that begins with `'` and would be run without
/// it gets another one, so that dropping one `'` before what would be run gives the cell back.
pub(super) fn guarded(text: &str, delimiter: u8) -> Cow<'_, str> {
    if !may_run(text) {
        return Cow::Borrowed(text);
    }
    let pieces: Vec<(&str, bool)> = judged(text, delimiter, unquoted).collect();
    let mut guarded = String::with_capacity(text.len() + 8);
    for (piece, runs) in pieces.into_iter().rev() {
        if runs {
            guarded.push(GUARD);
        }
        guarded.push_str(piece);
    }
    guarded.into()
}

/// Answers whether there is a sign where a piece may begin: not behind a letter, digit or point with or without spaces.
/// Nearly no cell gets past this, so it decides how fast an export is.
fn may_run(text: &str) -> bool {
    const CHUNK: usize = 64;
    // 0xEF begins all wide signs.
    let is_sign = |byte: &u8| matches!(byte, b'=' | b'+' | b'-' | b'@' | 0xEF);
    let may_begin = |at: usize| {
        let before = text.as_bytes()[..at].iter().rfind(|byte| **byte != b' ');
        before.is_none_or(|byte| !matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'.'))
    };
    text.as_bytes().chunks(CHUNK).zip((0..).step_by(CHUNK)).any(|(chunk, start)| {
        // Without a way out, so that it is compiled to look at many bytes at a time.
        chunk.iter().fold(false, |found, byte| found | is_sign(byte))
            && chunk.iter().zip(start..).any(|(byte, at)| is_sign(byte) && may_begin(at))
    })
}

fn is_separator(byte: u8, delimiter: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b';') || matches!(byte, b'\t' | b',') && byte != delimiter
}

fn unquoted(piece: &str) -> &str {
    piece.trim_start_matches(GUARD)
}

/// Returns the pieces, the last first, and whether what `bare` leaves of each would be run. What begins like a number is
/// one only if numbers alone follow: a formula goes on behind a line break (`-5` and below `*cmd|' /C calc'!A0`).
fn judged<'a>(
    text: &'a str,
    delimiter: u8,
    bare: impl Fn(&'a str) -> &'a str,
) -> impl Iterator<Item = (&'a str, bool)> {
    let pieces: Vec<&str> = pieces(text, delimiter).collect();
    let mut is_followed_by_numbers = true;
    pieces.into_iter().rev().map(move |piece| {
        let runs = begins(bare(piece)) && !(is_followed_by_numbers && is_number(bare(piece)));
        is_followed_by_numbers &= is_number(piece);
        (piece, runs)
    })
}

/// Returns the parts of a cell that may become cells of their own, each with the separator that ends it.
fn pieces(text: &str, delimiter: u8) -> impl Iterator<Item = &str> {
    text.split_inclusive(move |c: char| u8::try_from(c).is_ok_and(|byte| is_separator(byte, delimiter)))
}

/// Answers whether the piece begins with a sign with which formulas begin.
fn begins(piece: &str) -> bool {
    let wide = ['＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
    inner(piece).starts_with(|c| matches!(c, '=' | '+' | '-' | '@') || wide.contains(&c))
}

/// Returns the piece without what programs pass over. Where a piece begins a cell its quotes, doubled, are empty quotes,
/// and what follows is the cell.
fn inner(piece: &str) -> &str {
    let piece = piece.trim_start_matches(|c: char| c == '"' || is_dropped(c));
    piece.trim_end_matches(|c: char| matches!(c, ',' | ';') || is_dropped(c))
}

/// Whether a program may pass over the character at the beginning of a cell: it is blank, or cannot be seen.
fn is_dropped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || is_hidden(c)
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200c}' | '\u{200d}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}')
}

/// Answers whether the piece is a number with or without a sign (`-12`, `1,234.56`, `1 000`, `-.5`, `1e-3`, `+5 %`), a lone
/// sign, or nothing. Anything with a second sign is not: `+1-800-555` is a sum.
fn is_number(piece: &str) -> bool {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let piece = inner(piece);
    let text = piece.strip_prefix(['+', '-', '＋', '－']).unwrap_or(piece);
    if text.is_empty() {
        return true;
    }
    let text = text.trim_start_matches(is_space).trim_end_matches(['%', '‰']).trim_end_matches(is_space);
    let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = digits.split(|c| matches!(c, '.' | ',' | '\'' | '’') || is_space(c));
    // `.5` has nothing before its point.
    let whole = groups.next().unwrap_or_default();
    let begins = is_digits(whole) || whole.is_empty() && digits.starts_with('.') && digits.len() > 1;
    begins && groups.all(is_digits) && is_digits(power)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::tests::any_text;
    use super::*;
    use proptest::prelude::*;

    /// Undoes [`guarded`].
    pub(in crate::output) fn unguarded(text: &str, delimiter: u8) -> String {
        let without_guard = |piece| str::strip_prefix(piece, GUARD).map_or("", unquoted);
        let pieces: Vec<_> = judged(text, delimiter, without_guard).collect();
        pieces.into_iter().rev().map(|(piece, runs)| &piece[usize::from(runs)..]).collect()
    }

    #[test]
    fn what_a_spreadsheet_would_run_gets_a_guard() {
        for text in [
            "=1+1",
            "=HYPERLINK(\"http://example.org\",\"x\")",
            "=cmd|' /C calc'!A0",
            "+cmd|' /C calc'!A0",
            "-2+3+cmd|' /C calc'!D2",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            " =1",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200b}\u{202e}=1",
            "\u{ad}@x",
            "\0=1",
            "\x1b=1",
            "＝1+1",
            "＋1+1",
            "＠SUM(1)",
            "=",
            "@",
            "-a",
            "- a",
            "--1",
            "+1-800-555-0100",
            "-1+2",
            "-1e5e5",
            "-1,,2",
            "-.",
            "-1 kg",
            "-１",
        ] {
            assert!(runs(text, b','), "{text:?}");
            assert_eq!(guarded(text, b','), format!("'{text}"));
        }
    }

    #[test]
    fn a_guard_stands_where_another_separator_begins_a_cell() {
        for (text, expected) in [
            ("tea;=1", "tea;'=1"),
            ("tea;\"=1;b", "tea;'\"=1;b"),
            ("\t=1", "\t'=1"),
            ("\r=1", "\r'=1"),
            ("\n\n =1", "\n\n' =1"),
            ("tea\n@b\r\n+c", "tea\n'@b\r\n'+c"),
            (", =1", ", =1"),
            ("-5\n*cmd|' /C calc'!A0", "'-5\n*cmd|' /C calc'!A0"),
            ("-\tA1", "'-\tA1"),
            ("-5;-6;x", "'-5;'-6;x"),
        ] {
            assert_eq!(guarded(text, b','), expected);
            assert_eq!(unguarded(expected, b','), text);
        }
        assert_eq!(guarded("a,=1;=2", b'\t'), "a,'=1;'=2");
        assert_eq!(guarded("\t=1", b'\t'), "'\t=1");
    }

    #[test]
    fn numbers_lone_signs_and_plain_text_are_left_alone() {
        for text in [
            "-12",
            "+3.5",
            "-1,234.56",
            "-1.234,56",
            "-1 234",
            "+1'000",
            "-5 %",
            "-5%",
            "- 5",
            "-.5",
            "-0",
            "+1e-3",
            "-1.5E+10",
            "−12",
            "-",
            " - ",
            "+",
            "－",
            "–",
            "12",
            "",
            " ",
            "a=b",
            "1-2",
            "a@b",
            "'",
            "'a",
            "|cmd",
            "%",
            "-5;-6",
            "－1",
            "-5\n6\n",
            "-1,2",
        ] {
            assert!(!runs(text, b','), "{text:?}");
            assert_eq!(guarded(text, b','), text);
        }
    }

    #[test]
    fn a_guard_that_was_there_is_told_from_ours() {
        assert!(!runs("'=1", b','));
        assert_eq!(guarded("'=1", b','), "''=1");
        assert_eq!(guarded("'-12", b','), "'-12");
    }

    /// Text in which formulas and separators are frequent.
    pub(in crate::output) fn any_cell() -> impl Strategy<Value = String> {
        prop_oneof![2 => "[-=+@＝ \t\r\n;,'\"a1.%|\u{feff}\u{200b}]{0,12}", 1 => any_text()]
    }

    proptest! {
        #[test]
        fn guards_come_off_and_nothing_guarded_runs(text in any_cell()) {
            for delimiter in [b',', b'\t'] {
                let safe = guarded(&text, delimiter);
                prop_assert!(!runs(&safe, delimiter), "{safe:?}");
                prop_assert_eq!(unguarded(&safe, delimiter), text.clone());
            }
        }

        #[test]
        fn numbers_stay(number in any::<f64>(), integer in any::<i64>()) {
            for text in [number.to_string(), format!("{number:e}"), integer.to_string(), format!("{integer:+}")] {
                prop_assume!(number.is_finite());
                prop_assert_eq!(guarded(&text, b','), text.as_str());
            }
        }
    }
}
