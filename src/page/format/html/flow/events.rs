//! What the tokenizer finds: the beginnings and ends of elements, and text.

use std::mem;

use html5gum::emitters::callback::CallbackEvent;

use super::state::{Awaited, Flow, Gap, Tag};
use crate::page::format::html::element::{Kind, Look};
use crate::page::format::html::picture;
use crate::page::text::LONGEST;

/// The most tables, rows, cells and paragraphs of a page together; a cell's first paragraph is the cell. Each of them costs
/// many times the few bytes that it takes to write; real pages have some thousands.
const MOST_PARTS: usize = 500_000;

impl Flow {
    pub(super) fn event(&mut self, event: &CallbackEvent<'_>, offset: usize) {
        self.cut(offset);
        if self.page.cut.is_some() {
            return;
        }
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: name.to_vec(), offset, ..Tag::default() };
                self.page.head.begin();
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.attribute.clear();
                self.tag.attribute.extend_from_slice(name);
                if *name == b"hidden" {
                    self.tag.attributes.add(name, b"");
                } else if *name == b"checked" {
                    self.tag.picture.get_or_insert_default().add(name, b"");
                }
            }
            CallbackEvent::AttributeValue { value } => {
                self.tag.attributes.add(&self.tag.attribute, value);
                self.page.head.attribute(&self.tag.attribute, value);
                if self.is_in_cell() && picture::may_be(&self.tag.name) {
                    self.tag.picture.get_or_insert_default().add(&self.tag.attribute, value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = mem::take(&mut self.tag);
                self.start(tag, *self_closing);
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } if self.hidden.is_none() => {
                if !self.in_title {
                    self.page.head.text(value);
                }
                self.add(&String::from_utf8_lossy(value), offset);
            }
            CallbackEvent::String { value } => self.keep(value),
            _ => {}
        }
    }

    /// Stops where there is too much.
    pub(super) fn cut(&mut self, offset: usize) {
        let reason = if self.parts > MOST_PARTS {
            format!("the page has more than {MOST_PARTS} tables, rows, cells and paragraphs")
        } else if self.length > LONGEST {
            format!("the page has more than {} MiB of text", LONGEST / 1024 / 1024)
        } else {
            return;
        };
        self.page.cut.get_or_insert((offset, reason));
    }

    fn start(&mut self, tag: Tag, is_self_closing: bool) {
        let kind = Kind::of(&tag.name);
        if self.stays_hidden(&tag.name, kind) {
            if let Some(picture) =
                self.hidden.as_mut().and_then(|hidden| hidden.picture.as_mut()).filter(|_| tag.name == b"use")
                && let Some((state, is_unsure)) = tag.picture.and_then(|used| used.used_surely())
                && picture.state.is_none()
            {
                (picture.state, picture.is_unsure) = (Some(state), is_unsure);
            }
            return;
        }
        self.page.head.end(&tag.name);
        if !kind.has_content() {
            self.start_void(kind, tag);
            return;
        }
        if kind == Kind::Ignored && self.is_in_cell() {
            // A drawing stands in the line.
            self.gap = self.gap.max(if tag.name.starts_with(b"r") { Gap::Nothing } else { Gap::Space });
        } else if kind.parts_text() {
            self.flush();
        }
        self.page.has_form |= kind == Kind::Form;
        if kind == Kind::Form && !self.with_forms || self.is_hidden(kind, &tag) {
            // Elements of SVG and MathML may end themselves; those of HTML do not.
            let is_over = is_self_closing && matches!(&*tag.name, b"svg" | b"math");
            self.hide(kind, tag);
            if is_over {
                self.reveal();
            }
            return;
        }
        for element in [&mut self.furniture, &mut self.main].into_iter().flatten() {
            element.open += usize::from(element.name == tag.name);
        }
        if self.furniture.is_none() && (kind == Kind::Furniture || tag.attributes.is_furniture) && !is_root(&tag.name) {
            self.flush();
            self.furniture = Some(Awaited::new(&tag.name));
        }
        if self.main.is_none() && (kind == Kind::Main || tag.attributes.is_main) {
            self.main = Some(Awaited::new(&tag.name));
        }
        self.open(kind, &tag);
        if kind == Kind::Inline {
            self.start_inline(tag);
        }
    }

    fn start_void(&mut self, kind: Kind, tag: Tag) {
        match kind {
            Kind::Break => self.line_break(),
            // A rule parts paragraphs, an image parts words only if there is a space.
            Kind::Void if tag.name == b"hr" => self.flush(),
            Kind::Void if self.is_in_cell() && tag.attributes.look != Look::Hidden => {
                if let Some(picture) = tag.picture.unwrap_or_default().void(&tag.name) {
                    self.push_picture(picture);
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind, tag: &Tag) {
        match kind {
            Kind::Heading(level) => self.heading = Some(level),
            Kind::Paragraph | Kind::Item => self.is_marked = true,
            Kind::Title => self.in_title = true,
            Kind::Table => self.open_table(),
            Kind::Caption | Kind::Group | Kind::Row | Kind::Cell => self.open_in_table(kind, tag),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        let kind = Kind::of(name);
        if self.is_in_hidden(name, kind) {
            return;
        }
        self.page.head.end_tag(name);
        if kind == Kind::Break {
            self.line_break();
        } else if kind.parts_text() {
            self.flush();
            self.is_marked = false;
        } else if kind == Kind::Inline {
            self.end_inline(name);
        }
        match (kind, self.tables.last_mut()) {
            (Kind::Heading(_), _) => self.heading = None,
            (Kind::Title, _) => self.in_title = false,
            (Kind::Cell, Some(table)) => table.in_cell = false,
            (Kind::Caption, Some(table)) => table.in_caption = false,
            (Kind::Row | Kind::Group, Some(table)) => (table.in_row, table.in_cell) = (false, false),
            (Kind::Table, Some(_)) => drop(self.tables.pop()),
            _ => {}
        }
        self.leave(name);
    }

    /// Counts the end of what is furniture or main.
    fn leave(&mut self, name: &[u8]) {
        let is_last = |awaited: &Awaited| awaited.name == name && awaited.open == 1;
        if [&self.furniture, &self.main].into_iter().flatten().any(is_last) {
            self.flush();
        }
        for awaited in [&mut self.furniture, &mut self.main] {
            match awaited {
                Some(element) if is_last(element) => *awaited = None,
                Some(element) if element.name == name => element.open -= 1,
                _ => {}
            }
        }
    }
}

/// Answers whether a class of the element says nothing about what is in it: sites mark the whole page there.
pub(super) fn is_root(name: &[u8]) -> bool {
    matches!(name, b"html" | b"body" | b"main" | b"article")
}
