//! Bytes to lines: the only place that knows of encodings, byte-order marks, line ends and exotic white space.
//! What comes out has the file's own line numbers, so that every later complaint can name its line.

use std::borrow::Cow;

use super::Rejection;

/// One line of a page, trimmed; blank lines are kept, with no text, because they part paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Counted from 1, as in the file.
    pub(super) number: usize,
    pub(super) text: &'a str,
}

/// Returns the page as text in which every line ends in `\n` and no white space but spaces and tabs is left.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Rejection> {
    let text = std::str::from_utf8(bytes).map_err(|error| Rejection {
        line: line_at(bytes, error.valid_up_to()),
        reason: "the text is not UTF-8: convert it and try again".to_owned(),
    })?;
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Rejection {
            line: line_at(bytes, at),
            reason: "the text contains a NUL character: it is not a text page".to_owned(),
        });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains(is_odd_space) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        return Ok(Cow::Owned(text.replace(is_odd_space, " ")));
    }
    Ok(Cow::Borrowed(text))
}

/// Returns the lines of decoded text, blank ones included.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let numbered = text.split('\n').enumerate();
    numbered.map(|(index, line)| Line { number: index + 1, text: line.trim() }).collect()
}

/// Returns the runs of lines between blank lines.
pub(super) fn blocks<'a, 'b>(lines: &'b [Line<'a>]) -> impl Iterator<Item = &'b [Line<'a>]> {
    lines.split(|line| line.text.is_empty()).filter(|block| !block.is_empty())
}

/// Returns the paragraphs of a block. Lines that were broken to fit a width are put together again; lines that each
/// end a sentence, or are too short to have been broken, are paragraphs of their own.
pub(super) fn paragraphs(block: &[Line<'_>]) -> Vec<String> {
    let was_broken = |line: &Line<'_>| is_long(line.text) && !ends_sentence(line.text);
    let texts = block.iter().map(|line| line.text);
    match block.split_last() {
        Some((_, before)) if before.iter().any(was_broken) => vec![texts.collect::<Vec<_>>().join(" ")],
        _ => texts.map(str::to_owned).collect(),
    }
}

/// Answers whether the line is long enough to have been broken to fit a width.
pub(super) fn is_long(line: &str) -> bool {
    line.chars().count() > 40
}

/// Answers whether the text ends as a sentence does. Initials ("life in the U.S.") do not end one.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']);
    let Some(last) = text.chars().next_back() else {
        return false;
    };
    match last {
        '.' => !ends_in_initials(text),
        '!' | '?' | '…' | ';' | ',' | '。' | '！' | '？' | '।' | '؟' => true,
        _ => false,
    }
}

/// Answers whether the last word is two or more single letters, each with its full stop.
fn ends_in_initials(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    let letters: Vec<&str> = word.split_terminator('.').collect();
    letters.len() >= 2 && letters.iter().all(|part| part.chars().count() == 1)
}

/// White space that [`decode`] turns into a line end or a plain space.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n')
}

/// Returns the number of the line on which the byte at `position` stands.
fn line_at(bytes: &[u8], position: usize) -> usize {
    let is_line_end = |at: &usize| match bytes[*at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    1 + (0..position).filter(is_line_end).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_and_space_is_read_the_same() {
        let plain = decode(b"a b\n\nc\n").unwrap();
        for odd in ["\u{feff}a b\n\nc\n", "a b\r\n\r\nc\r\n", "a b\r\rc\r", "a\u{a0}b\n\nc\n", "a\u{202f}b\n\nc\n"] {
            assert_eq!(decode(odd.as_bytes()).unwrap(), plain, "{odd:?}");
        }
    }

    #[test]
    fn bad_bytes_are_found_on_their_line() {
        assert_eq!(decode(b"a\nb\r\nc\rd \xff").unwrap_err().line, 4);
        assert_eq!(decode(b"\xfe\xffa").unwrap_err().line, 1);
        assert_eq!(decode(b"a\r\n\0").unwrap_err().line, 2);
    }

    #[test]
    fn only_broken_lines_are_put_together() {
        let of = |text| paragraphs(&lines(text));
        let broken = "A paragraph that was broken to fit a width\nof some fifty columns or so.";
        assert_eq!(of(broken), [broken.replace('\n', " ")]);
        assert_eq!(of("Cheap\nFast"), ["Cheap", "Fast"]);
        assert_eq!(
            of("This sentence is longer than forty characters.\nSo is not this one."),
            ["This sentence is longer than forty characters.", "So is not this one."]
        );
    }

    #[test]
    fn initials_do_not_end_a_sentence() {
        assert!(!ends_sentence("Life in the U.S."));
        assert!(ends_sentence("He fought in World War I."));
        assert!(ends_sentence("He called it \"socialism in one country.\""));
        assert!(!ends_sentence("Leadership Style"));
    }
}
