//! The cells of tables in text, which may be written in Markdown.

use crate::page::choose::Cell;
use crate::page::format::markdown;
use crate::page::format::markdown::definition::Links;

/// Reads a cell that stands between pipes: one of its own is escaped, also in code, before anything else is read.
pub(super) fn piped_cell(text: &str, links: &Links) -> Cell {
    cell(&text.replace("\\|", "|"), links)
}

pub(super) fn cell(text: &str, links: &Links) -> Cell {
    let is_strong = |mark: &str| text.len() > 2 * mark.len() && text.starts_with(mark) && text.ends_with(mark);
    let markdown::Inline { text: read, doubt } = markdown::inline(text, links);
    Cell { text: read, is_head: is_strong("**") || is_strong("__"), doubt }
}
