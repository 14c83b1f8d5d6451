//! What a page compares, and which way round each of its tables is.

use super::blocks::{Block, Content, Title};

/// What a page compares.
pub(super) struct Compared {
    pub title: Option<Title>,
    pub figures: Vec<String>,
    /// Where its tables are among the blocks, and how each is to be read.
    pub tables: Vec<(usize, Way)>,
}

/// How a table is to be read.
pub(super) enum Way {
    Columns(Columns),
    Rows(Turned),
}

/// Each column is a figure.
pub(super) struct Columns {
    /// The header row.
    pub header: usize,
    /// The column of attributes.
    pub attribute: usize,
    /// The column of each figure.
    pub figures: Vec<usize>,
    /// The column of the names of groups of attributes.
    pub group: Option<usize>,
    /// Columns that remark on a row.
    pub notes: Vec<usize>,
    /// Whether the header has no cell above the attributes.
    pub is_short: bool,
}

/// Each row is a figure.
pub(super) struct Turned {
    pub header: usize,
    /// The row of each figure.
    pub figures: Vec<usize>,
    /// The column of the figures' names.
    pub name: usize,
    /// A column that only counts them.
    pub serial: Option<usize>,
}

/// Answers whether a block is a table that is not among those that compare the figures.
pub(super) fn is_other_table(block: &Block, at: usize, tables: &[(usize, Way)]) -> bool {
    matches!(block.content, Content::Table(_)) && !tables.iter().any(|(table, _)| *table == at)
}
