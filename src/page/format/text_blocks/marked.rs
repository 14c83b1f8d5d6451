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

/// Returns what a block of code begins and ends with.
pub(super) fn fence(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence))
}
