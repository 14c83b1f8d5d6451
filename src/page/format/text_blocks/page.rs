//! The lines of a text page.

use crate::page::format::markdown::definition::Links;
use crate::page::text::Line;

pub(super) struct Page<'a, 'b> {
    /// Its lines, trimmed.
    pub lines: &'b [Line<'a>],
    /// The same lines as they stand.
    pub raw: Vec<&'a str>,
    /// What it defines of links.
    pub links: Links,
}
