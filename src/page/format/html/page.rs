//! A web page, taken apart: what a browser would show as headings, paragraphs and tables, in reading order.

use super::cell::Cell;
use super::head::Head;

/// A page, taken apart.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Headings and paragraphs, in reading order.
    pub(super) blocks: Vec<Block>,
    /// Tables in the order in which they begin.
    pub(super) tables: Vec<Table>,
    /// The content of `<title>`.
    pub(super) title: Option<Block>,
    /// What the page says of its address.
    pub(super) head: Head,
    /// Whether a form was left out.
    pub(super) has_form: bool,
    /// Where and why it is not read any further.
    pub(super) cut: Option<(usize, String)>,
}

/// A heading or a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Its words, parted by single spaces; never empty.
    pub(super) text: String,
    /// Its level if it is a heading.
    pub(super) heading: Option<u8>,
    /// Where it begins, in bytes.
    pub(super) offset: usize,
    /// The table in a cell of which it stands, the innermost.
    pub(super) table: Option<usize>,
    pub(super) part: Part,
    /// Whether it stands in what every page of a site has.
    pub(super) is_furniture: bool,
    pub(super) is_main: bool,
}

/// What the page says that a block is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Text,
    /// A paragraph or an item of a list.
    Marked,
    /// All of it is a link.
    Link,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<TableRow>,
    /// How many blocks are before it.
    pub(super) start: usize,
    /// The table in a cell of which it stands.
    pub(super) outer: Option<usize>,
    pub(super) is_furniture: bool,
    pub(super) is_main: bool,
}

#[derive(Debug, Default)]
pub(super) struct TableRow {
    pub(super) cells: Vec<Cell>,
    /// Which `thead`, `tbody` or `tfoot` it stands in.
    pub(super) group: usize,
    /// Whether all of it is struck out.
    pub(super) is_struck: bool,
    pub(super) offset: usize,
}
