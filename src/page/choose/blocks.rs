//! A page as the reader of its format hands it over: headings, paragraphs and tables, and what may be the title.

/// A page, taken apart by the reader of its format.
#[derive(Debug, Default)]
pub(in crate::page) struct Blocks {
    /// What may be the title, the most trusted first.
    pub titles: Vec<Title>,
    /// Headings, paragraphs and tables, in reading order.
    pub blocks: Vec<Block>,
}

impl Blocks {
    /// Answers whether the page has a table that is drawn with signs, and not only set apart by blanks.
    pub fn has_drawn_table(&self) -> bool {
        let is_drawn = |block: &Block| match &block.content {
            Content::Table(table) => matches!(table.layout, "pipe" | "pipe-outer" | "grid" | "ruled"),
            _ => false,
        };
        self.blocks.iter().any(is_drawn)
    }
}

/// A text that may be the title.
#[derive(Debug, Clone)]
pub(in crate::page) struct Title {
    pub text: String,
    pub line: usize,
    /// How many blocks stand above the page's content where this is its title.
    pub start: usize,
    /// Whether readers see it as the title; the name of a file is none.
    pub is_shown: bool,
}

#[derive(Debug)]
pub(in crate::page) struct Block {
    pub line: usize,
    pub content: Content,
    /// Whether it stands in the part of the page that the page says is its content, where it says that of any.
    pub is_main: bool,
}

#[derive(Debug)]
pub(in crate::page) enum Content {
    Heading(String),
    Paragraph(String),
    Table(Table),
}

/// A table whose cells are told apart.
#[derive(Debug, Default)]
pub(in crate::page) struct Table {
    pub rows: Vec<TableRow>,
    /// How it was written, for the `layout` of the document.
    pub layout: &'static str,
}

#[derive(Debug, Default, Clone)]
pub(in crate::page) struct TableRow {
    pub line: usize,
    pub cells: Vec<Cell>,
    /// The row as it stands in the page, kept where it is unclear.
    pub raw: String,
    /// Why its cells are not sure, if they are not.
    pub doubt: Option<String>,
    /// The name of the rows below, where the row heads a group.
    pub group: Option<String>,
}

impl TableRow {
    /// Returns the column of the only text in the row, where that is marked as a head; 0 where the row is known to head a group.
    pub(super) fn head_alone(&self) -> Option<usize> {
        if self.group.is_some() {
            return Some(0);
        }
        let mut written = self.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty());
        let ((column, first), None) = (written.next()?, written.next()) else { return None };
        let is_head = first.is_head && self.cells.len() > 1 && first.doubt.is_none() && self.doubt.is_none();
        is_head.then_some(column)
    }

    /// Answers whether the row is only drawn: it says nothing and parts other rows.
    pub(super) fn is_rule(&self) -> bool {
        let is_drawn =
            |cell: &Cell| cell.text.chars().all(|c| matches!(c, '-' | '–' | '—' | '=' | '_' | '·' | ':' | ' '));
        // One sign may be the name of an attribute, but for a dash that was made of three hyphens.
        let is_long = |text: &str| text.is_empty() || text.chars().count() > 1 || matches!(text, "–" | "—");
        self.doubt.is_none()
            && self.cells.iter().all(is_drawn)
            && self.cells.first().is_none_or(|cell| is_long(&cell.text))
    }
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::page) struct Cell {
    pub text: String,
    /// Whether it is marked as a head: bold, or a header cell.
    pub is_head: bool,
    /// Why its text is not sure, if it is not.
    pub doubt: Option<String>,
}
