//! Bytes to lines: the only place that knows of line ends and exotic white space. (Encodings are the matter of `encoding`.)
//! What comes out has the file's own line numbers, so that every later complaint can name its line.

use std::borrow::Cow;

use super::bytes::any_byte;
use super::rejection::Rejection;

/// The most bytes of a page that is all text, and of the text of a web page. What is read of it, and stored, takes many times
/// as much memory.
pub const LONGEST: usize = 8 * 1024 * 1024;

/// The most lines of a page, whether of text or of a spreadsheet. Real ones have a few hundred.
pub(super) const MOST_LINES: usize = 100_000;

/// The widest that text is broken to fit, in characters.
const WIDEST: usize = 160;

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
        reason: "the text is not UTF-8".to_owned(),
    })?;
    if any_byte(bytes, |byte| byte == 0) {
        return Err(Rejection {
            line: line_at(bytes, bytes.iter().position(|byte| *byte == 0).unwrap_or_default()),
            reason: "the text contains a NUL character: it is not a text page".to_owned(),
        });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Looked for by byte first, which is much faster: those that such a character can begin with.
    if any_byte(bytes, |byte| matches!(byte, 0x0b..=0x0d | 0xc2 | 0xe1..=0xe3)) && text.contains(is_odd_space) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        return Ok(Cow::Owned(text.replace(is_odd_space, " ")));
    }
    Ok(Cow::Borrowed(text))
}

/// Refuses decoded text with more lines than any page has: each of them costs many times its own length.
pub(super) fn ensure_few_lines(text: &str) -> Result<(), Rejection> {
    if text.bytes().filter(|byte| *byte == b'\n').count() <= MOST_LINES {
        return Ok(());
    }
    Err(Rejection { line: MOST_LINES + 1, reason: format!("the page has more than {MOST_LINES} lines") })
}

/// Refuses a web archive, whose records would run together as one page.
pub(super) fn ensure_no_archive(text: &str) -> Result<(), Rejection> {
    if !text.starts_with("WARC/1.") {
        return Ok(());
    }
    let reason = "a web archive is not one page: `--input-format warc` reads it record by record";
    Err(Rejection { line: 1, reason: reason.to_owned() })
}

/// Returns the lines of decoded text, blank ones included.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    numbered(text).collect()
}

/// The same, one by one.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.split('\n').enumerate().map(|(index, line)| Line { number: index + 1, text: line.trim() })
}

/// Returns the runs of lines between blank lines.
pub(super) fn blocks<'a, 'b>(lines: &'b [Line<'a>]) -> impl Iterator<Item = &'b [Line<'a>]> {
    lines.split(|line| line.text.is_empty()).filter(|block| !block.is_empty())
}

/// Returns the paragraphs of a block: lines that were broken to fit a width are put together again, all others are
/// paragraphs of their own.
///
/// A long line that ends no sentence was broken when the next begins in lower case, or when the next one's first word
/// would not have fitted the width. In a block with such lines, those that end a sentence at the width are broken too.
pub(super) fn paragraphs(block: &[Line<'_>]) -> Vec<String> {
    let lengths: Vec<usize> = block.iter().map(|line| line.text.chars().count()).collect();
    let width = lengths.iter().copied().max().unwrap_or_default();
    let reaches_width = |at: usize| {
        let next = block[at + 1].text.split(' ').next().unwrap_or_default();
        width <= WIDEST && lengths[at] + 1 + next.chars().count() > width
    };
    let is_broken = |at: usize| {
        let (line, next) = (block[at].text, block[at + 1].text);
        is_long(line) && !ends_sentence(line) && (begins_low(next) || !is_titled(line) && reaches_width(at))
    };
    let is_wrapped = (1..block.len()).any(|at| is_broken(at - 1));
    let mut paragraphs: Vec<String> = Vec::new();
    for (at, line) in block.iter().enumerate() {
        let goes_on =
            at > 0 && is_wrapped && (is_broken(at - 1) || ends_sentence(block[at - 1].text) && reaches_width(at - 1));
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(line.text);
            }
            None => paragraphs.push(line.text.to_owned()),
        }
    }
    paragraphs
}

/// Answers whether the line begins in lower case, and not with a name such as "iPhone".
pub(super) fn begins_low(line: &str) -> bool {
    line.starts_with(char::is_lowercase) && !line.chars().nth(1).is_some_and(char::is_uppercase)
}

/// Answers whether the line is written as titles are: most of its longer words are capitalised.
pub(super) fn is_titled(line: &str) -> bool {
    let long = || line.split_whitespace().filter(|word| word.chars().count() > 3);
    let capital = long().filter(|word| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| !c.is_lowercase())
    });
    let (capital, long) = (capital.count(), long().count());
    capital * 4 >= long * 3 && capital > 0
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
pub(super) fn line_at(bytes: &[u8], position: usize) -> usize {
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
    fn odd_white_space_begins_with_the_bytes_that_are_looked_for() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| is_odd_space(*c)) {
            let text = format!("a{c}b");
            assert!(matches!(decode(text.as_bytes()), Ok(Cow::Owned(_))), "{c:?}");
        }
    }

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
