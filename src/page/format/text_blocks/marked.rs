//! Lines that Markdown marks as something other than text.

use super::page::Page;
use crate::page::{marks, text};

/// Returns the text of a heading that is marked with hashes.
pub(super) fn heading(line: &str) -> Option<&str> {
    let text = marks::without_hashes(line);
    (text.len() < line.len()).then_some(text)
}

/// Returns the text of a heading that is underlined.
pub(super) fn underlined<'a>(page: &Page<'a, '_>, at: usize) -> Option<&'a str> {
    let (line, below) = (page.lines[at].text, page.lines.get(at + 1)?.text);
    let is_alone = at == 0 || page.lines[at - 1].text.is_empty();
    let is_rule = below.len() >= 3 && (below.bytes().all(|c| c == b'=') || below.bytes().all(|c| c == b'-'));
    (is_alone && is_rule && !line.is_empty() && !line.contains('|') && !text::ends_sentence(line)).then_some(line)
}

/// Returns what a block of code begins with: three signs or more.
pub(super) fn fence(line: &str) -> Option<&str> {
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let fence = &line[..line.len() - line.trim_start_matches(sign).len()];
    // What has the sign in it once more is code within a line.
    (fence.len() >= 3 && !(sign == '`' && line[fence.len()..].contains('`'))).then_some(fence)
}

/// Answers whether a line ends the block of code that a fence begins: with as many signs, or more, and nothing else.
pub(super) fn ends_fence(line: &str, fence: &str) -> bool {
    line.starts_with(fence) && line.chars().all(|c| fence.starts_with(c))
}

/// Returns the lines of the block of code that begins on a line, if one does: indented, and part of no list.
pub(super) fn indented(page: &Page<'_, '_>, at: usize) -> Option<usize> {
    let is_blank = |at: usize| page.lines[at].text.is_empty();
    let is_indented = |at: usize| page.raw[at].starts_with("    ") || page.raw[at].starts_with('\t');
    if at == 0 || !is_blank(at - 1) || is_blank(at) || !is_indented(at) {
        return None;
    }
    let above = (0..at).rev().find(|above| !is_blank(*above) && !is_indented(*above))?;
    let is_item = |line: &str| {
        let bare = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let mark = if bare.len() < line.len() { ['.', ')'].as_slice() } else { ['-', '*', '+'].as_slice() };
        bare.strip_prefix(mark).is_some_and(|rest| rest.starts_with([' ', '\t']))
    };
    if is_item(page.lines[above].text) || is_item(page.lines[at].text) || page.lines[above].text.starts_with("[^") {
        return None;
    }
    let end = (at..page.lines.len()).find(|at| !is_blank(*at) && !is_indented(*at)).unwrap_or(page.lines.len());
    (at..end).rposition(|at| !is_blank(at)).map(|last| at + last + 1)
}

/// Answers whether a line is drawn across the page.
pub(super) fn is_across(line: &str) -> bool {
    let signs: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    signs.len() >= 3 && matches!(signs[0], '-' | '*' | '_') && signs.iter().all(|sign| *sign == signs[0])
}

/// Returns the end of a table that begins on a line as a web page writes it.
pub(super) fn web_table(page: &Page<'_, '_>, at: usize) -> Option<usize> {
    let begins = |line: &str, tag: &str| line.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    let line = page.lines[at].text;
    if !begins(line, "<table") || !line[6..].starts_with([' ', '>']) && line.len() > 6 {
        return None;
    }
    let mut open = 0_usize;
    for (number, line) in page.lines.iter().enumerate().skip(at) {
        let line = line.text.to_ascii_lowercase();
        open = (open + line.matches("<table").count()).saturating_sub(line.matches("</table").count());
        if open == 0 {
            return Some(number + 1);
        }
    }
    None
}
