//! Words to texts, and texts to blocks and cells.

use std::mem;

use super::state::{Flow, Gap};
use crate::page::format::html::cell::{Head, Piece, What};
use crate::page::format::html::page::{Block, Part};
use crate::page::text::LONGEST;

impl Flow {
    /// Adds running text, its white space collapsed.
    pub(super) fn add(&mut self, text: &str, offset: usize) {
        for (index, word) in text.split(char::is_whitespace).enumerate() {
            if index > 0 && self.gap == Gap::Nothing {
                self.gap = Gap::Space;
            }
            if word.is_empty() {
                continue;
            }
            if self.length > LONGEST {
                return;
            }
            if self.text.is_empty() {
                self.offset = offset;
            }
            self.push(word);
        }
    }

    /// Adds a word, parted as it is from the one before it.
    pub(super) fn push(&mut self, word: &str) {
        if !self.text.is_empty() && self.gap != Gap::Nothing {
            if self.gap == Gap::Break && self.is_in_cell() {
                self.pieces.push(Piece { at: self.text.len(), what: What::Break });
            }
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.length += word.len() + 1;
        self.gap = Gap::Nothing;
    }

    /// One break parts words, two part paragraphs.
    pub(super) fn line_break(&mut self) {
        if self.hidden.is_some() {
            return;
        }
        if self.gap == Gap::Break && self.heading.is_none() {
            self.flush();
        } else {
            self.gap = Gap::Break;
        }
    }

    /// Ends the block, if there is one.
    pub(super) fn flush(&mut self) {
        self.end_all();
        self.gap = Gap::Nothing;
        let is_bold = self.bold.take_whole(self.text.len());
        let is_link = self.link.take_whole(self.text.len());
        if self.text.is_empty() && self.pieces.is_empty() {
            return;
        }
        let (text, pieces) = (mem::take(&mut self.text), mem::take(&mut self.pieces));
        let table = self.tables.last().copied();
        let mut is_cell = false;
        if let Some(cell) = self.cell() {
            is_cell = cell.text.is_empty();
            if cell.head != Head::Tag {
                let is_whole = is_bold && (is_cell || cell.head == Head::Bold);
                cell.head = if is_whole { Head::Bold } else { Head::Nothing };
            }
            cell.push(&text, pieces);
        }
        if text.is_empty() {
            return;
        }
        let block = Block {
            text,
            heading: self.heading,
            offset: self.offset,
            table: table.filter(|table| table.in_cell).map(|table| table.index),
            part: match (self.is_marked, is_link) {
                (true, _) => Part::Marked,
                (false, true) => Part::Link,
                (false, false) => Part::Text,
            },
            is_furniture: self.furniture.is_some(),
            is_main: self.main.is_some(),
        };
        if self.in_title {
            self.page.title.get_or_insert(block);
        } else {
            self.parts += usize::from(!is_cell);
            self.page.blocks.push(block);
        }
    }
}
