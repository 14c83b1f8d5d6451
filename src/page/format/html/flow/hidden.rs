//! What is no running text: hidden, struck out, or drawn. Of some of it something is told at its end.

use super::state::{Awaited, Flow, Hidden, Keeps, Tag};
use crate::page::format::html::cell::{Piece, What};
use crate::page::format::html::element::{Kind, Look};

/// How much of a text that is not kept is told, in bytes.
const LONGEST_TOLD: usize = 80;

impl Flow {
    /// Answers whether nothing of the element is running text.
    pub(super) fn is_hidden(&self, kind: Kind, tag: &Tag) -> bool {
        match tag.attributes.look {
            Look::Hidden => true,
            Look::Struck if kind.table_rank() == 0 && !super::events::is_root(&tag.name) => true,
            // An icon is mostly hidden from those who listen, and seen by all others.
            Look::Silent if kind != Kind::Inline || !self.is_in_cell() => true,
            _ => matches!(kind, Kind::Ignored | Kind::Struck),
        }
    }

    /// Begins an element that is not running text.
    pub(super) fn hide(&mut self, kind: Kind, tag: Tag) {
        let look = if kind == Kind::Struck { tag.attributes.look.max(Look::Struck) } else { tag.attributes.look };
        let is_drawing =
            matches!(&*tag.name, b"svg" | b"math" | b"canvas" | b"object" | b"video" | b"audio" | b"iframe");
        let (mut keeps, mut picture) = (Keeps::Nothing, None);
        if look == Look::Hidden || kind.table_rank() > 0 {
            // No one sees it, or it is more than a part of a cell.
        } else if kind == Kind::Ignored && is_drawing && self.is_in_cell() {
            let drawn =
                tag.picture.unwrap_or_default().element(&tag.name).map(|(picture, _)| picture).unwrap_or_default();
            (keeps, picture) = (Keeps::Title(false), Some(Box::new(drawn)));
        } else if kind != Kind::Ignored && look == Look::Struck {
            keeps = Keeps::All;
        } else if kind != Kind::Ignored && look == Look::Silent && self.is_in_cell() {
            (keeps, picture) = (Keeps::All, Some(Box::default()));
        }
        let element = Awaited::new(&tag.name);
        self.hidden = Some(Hidden { element, kind, tables: 0, has_block: false, text: String::new(), keeps, picture });
    }

    /// Answers whether the start tag is in something hidden, and keeps count of what is open there.
    pub(super) fn stays_hidden(&mut self, name: &[u8], kind: Kind) -> bool {
        let Some(hidden) = &mut self.hidden else {
            return false;
        };
        let ends = match hidden.kind {
            Kind::Paragraph => kind.parts_text(),
            Kind::Struck if kind.parts_text() && !hidden.has_block => {
                hidden.has_block = hidden.text.is_empty() && self.text.is_empty();
                !hidden.has_block
            }
            Kind::Item => hidden.element.name == name && hidden.tables == 0,
            _ => false,
        };
        if ends || self.leaves_cell(kind, false) {
            self.reveal();
            return false;
        }
        if let Some(hidden) = &mut self.hidden
            && kind.has_content()
        {
            if hidden.keeps == Keeps::Title(false) && name == b"title" {
                hidden.keeps = Keeps::Title(true);
            }
            hidden.tables += usize::from(kind == Kind::Table);
            hidden.element.open += usize::from(hidden.element.name == name);
        }
        true
    }

    /// Answers whether a tag of this kind ends the hidden element because it stands outside of it in their table.
    fn leaves_cell(&self, kind: Kind, is_end: bool) -> bool {
        let (Some(hidden), Some(table)) = (&self.hidden, self.tables.last()) else {
            return false;
        };
        let (rank, own) = (kind.table_rank(), hidden.kind.table_rank());
        let is_part = rank > 0 && hidden.tables == 0 && (kind != Kind::Table || is_end) && hidden.kind != Kind::Table;
        is_part && if own == 0 { table.in_cell || table.in_caption } else { rank >= own + u8::from(is_end) }
    }

    /// Answers whether the end tag is in something hidden, or is its end.
    pub(super) fn is_in_hidden(&mut self, name: &[u8], kind: Kind) -> bool {
        if self.leaves_cell(kind, true) {
            self.reveal();
            return false;
        }
        let Some(hidden) = &mut self.hidden else {
            return false;
        };
        hidden.tables = hidden.tables.saturating_sub(usize::from(kind == Kind::Table));
        hidden.element.open -= usize::from(hidden.element.name == name);
        if hidden.keeps == Keeps::Title(true) && name == b"title" {
            hidden.keeps = Keeps::Nothing;
        }
        let is_paragraph = hidden.kind == Kind::Paragraph || hidden.kind == Kind::Struck && !hidden.has_block;
        let ends_paragraph = is_paragraph && kind.parts_text() && hidden.element.name != name;
        if hidden.element.open > 0 && !ends_paragraph {
            return true;
        }
        self.reveal();
        !ends_paragraph
    }

    /// Keeps what is told of a hidden element.
    pub(super) fn keep(&mut self, value: &[u8]) {
        let Some(hidden) =
            self.hidden.as_mut().filter(|hidden| matches!(hidden.keeps, Keeps::All | Keeps::Title(true)))
        else {
            return;
        };
        for word in String::from_utf8_lossy(value).split_whitespace() {
            if hidden.text.len() >= LONGEST_TOLD {
                return;
            }
            hidden.text.push_str(if hidden.text.is_empty() { "" } else { " " });
            hidden.text.push_str(word);
        }
    }

    /// Ends what is hidden, and adds what stands for it.
    pub(super) fn reveal(&mut self) {
        let Some(Hidden { kind, text, keeps, picture, .. }) = self.hidden.take() else {
            return;
        };
        let text = cut(text);
        if let Some(mut picture) = picture {
            if picture.label.is_empty() {
                picture.label = text;
            }
            // What is silent and has no text is none.
            if kind == Kind::Ignored || !picture.label.is_empty() {
                self.push_picture(*picture);
            }
        } else if keeps == Keeps::All && !text.is_empty() && self.is_in_cell() {
            self.pieces.push(Piece { at: self.text.len(), what: What::Struck(text.into()) });
        }
    }
}

/// Returns as much of a text as is told.
pub(super) fn cut(mut text: String) -> String {
    if text.len() > LONGEST_TOLD {
        text.truncate(text.floor_char_boundary(LONGEST_TOLD));
        text.push('…');
    }
    text
}
