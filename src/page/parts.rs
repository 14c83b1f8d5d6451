//! Which lines of a page belong to which part of the document: what the layout of a page is taken apart into.

use super::table::Rows;
use super::text::Line;

/// Which lines are which part of the document.
pub(super) struct Parts<'a> {
    pub(super) layout: &'static str,
    pub(super) title: String,
    /// At least two, all different, as names are stored.
    pub(super) figures: Vec<String>,
    pub(super) summary: String,
    /// The table's rows; none only where one-word lines are missing.
    pub(super) rows: Rows<'a>,
    /// Runs of prose. A heading in one does not reach into the next.
    pub(super) prose: Vec<Vec<Line<'a>>>,
    pub(super) notice: String,
    pub(super) credits: Vec<String>,
}
