//! How far a page is read: what is open, and the text that is not yet a block.

use std::collections::HashSet;

use crate::page::format::html::cell::{Cell, Piece};
use crate::page::format::html::element::{Attributes, Kind};
use crate::page::format::html::page::Page;
use crate::page::format::html::picture::{self, Picture};

/// An element whose end is awaited, by the number of elements of its name that are open.
#[derive(Debug)]
pub(super) struct Awaited {
    pub(super) name: Vec<u8>,
    pub(super) open: usize,
}

impl Awaited {
    pub(super) fn new(name: &[u8]) -> Self {
        Self { name: name.to_vec(), open: 1 }
    }
}

/// A hidden element.
#[derive(Debug)]
pub(super) struct Hidden {
    pub(super) element: Awaited,
    pub(super) kind: Kind,
    /// How many tables within it are open.
    pub(super) tables: usize,
    /// Whether blocks stand in it: then it ends at its end only.
    pub(super) has_block: bool,
    /// What of its text is kept, so far.
    pub(super) text: String,
    pub(super) keeps: Keeps,
    /// What stands for it in a cell.
    pub(super) picture: Option<Box<Picture>>,
}

/// Which text of a hidden element is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeps {
    Nothing,
    /// All of it.
    All,
    /// What a drawing says that it is called; `true` within it.
    Title(bool),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct OpenTable {
    pub(super) index: usize,
    pub(super) group: usize,
    pub(super) in_row: bool,
    pub(super) in_cell: bool,
    pub(super) in_caption: bool,
}

/// The start tag that is being read.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) name: Vec<u8>,
    pub(super) attribute: Vec<u8>,
    pub(super) attributes: Attributes,
    /// What says what it shows, if it may be a picture in a cell.
    pub(super) picture: Option<Box<picture::Attributes>>,
    pub(super) offset: usize,
}

/// What stands after the last word.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    #[default]
    Nothing,
    Space,
    Break,
}

/// How the text was before an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub(super) length: usize,
    pub(super) pieces: usize,
    pub(super) gap: Gap,
}

/// Raised or lowered text that is being read.
#[derive(Debug)]
pub(super) struct RaisedText {
    pub(super) before: Before,
    pub(super) is_lowered: bool,
    pub(super) is_note: bool,
    /// How many raised or lowered texts within it are open.
    pub(super) inner: usize,
}

/// A link to a note that is being read.
#[derive(Debug)]
pub(super) struct NoteLink {
    pub(super) before: Before,
}

/// An element that is a picture if it has no text.
#[derive(Debug)]
pub(super) struct Icon {
    pub(super) element: Awaited,
    pub(super) before: Before,
    pub(super) picture: Picture,
    /// Whether its text may be the name of an icon.
    pub(super) is_named: bool,
    /// Whether its text is for those who see it only.
    pub(super) is_silent: bool,
}

/// What elements of one kind the text of a block begins with, and as far as they go on without a gap.
#[derive(Debug, Default)]
pub(super) struct Opening {
    /// How many of them are open.
    open: usize,
    /// Where the last one ended.
    end: usize,
}

impl Opening {
    /// Begins an element behind a text of this length.
    pub(super) fn begin(&mut self, length: usize) {
        if self.open > 0 || self.end == length {
            self.open += 1;
        }
    }

    pub(super) fn finish(&mut self, length: usize) {
        if self.open > 0 {
            self.open -= 1;
            self.end = length;
        }
    }

    /// Answers whether a text of this length is in them from beginning to end, and begins anew.
    pub(super) fn take_whole(&mut self, length: usize) -> bool {
        let Self { open, end } = std::mem::take(self);
        length > 0 && (open > 0 || end == length)
    }
}

#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) page: Page,
    pub(super) with_forms: bool,
    pub(super) tag: Tag,
    pub(super) hidden: Option<Hidden>,
    pub(super) furniture: Option<Awaited>,
    pub(super) main: Option<Awaited>,
    pub(super) tables: Vec<OpenTable>,
    pub(super) in_title: bool,
    pub(super) heading: Option<u8>,
    pub(super) is_marked: bool,
    pub(super) text: String,
    pub(super) offset: usize,
    pub(super) gap: Gap,
    /// What is in the text, if it is that of a cell, beside words.
    pub(super) pieces: Vec<Piece>,
    pub(super) raised: Option<RaisedText>,
    pub(super) note_link: Option<NoteLink>,
    pub(super) icon: Option<Icon>,
    /// The bold text and the links that a block of a cell begins with.
    pub(super) bold: Opening,
    pub(super) link: Opening,
    /// The raised letter that the text begins with.
    pub(super) opening: Option<Box<str>>,
    /// All raised letters that texts begin with.
    pub(super) notes: HashSet<Box<str>>,
    /// How many tables, rows, cells and paragraphs there are so far.
    pub(super) parts: usize,
    /// How many bytes of text there are so far.
    pub(super) length: usize,
}

impl Flow {
    pub(super) fn is_in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.in_cell)
    }

    /// Returns the cell that is open.
    pub(super) fn cell(&mut self) -> Option<&mut Cell> {
        let table = self.tables.last().filter(|table| table.in_cell)?;
        self.page.tables[table.index].rows.last_mut()?.cells.last_mut()
    }

    pub(super) fn before(&self) -> Before {
        Before { length: self.text.len(), pieces: self.pieces.len(), gap: self.gap }
    }

    /// Takes back what was added since.
    pub(super) fn take_back(&mut self, before: Before) {
        self.text.truncate(before.length);
        self.pieces.truncate(before.pieces);
        self.gap = before.gap;
    }
}
