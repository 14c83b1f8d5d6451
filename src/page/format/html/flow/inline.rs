//! What stands in a line beside words: raised and lowered text, marks of notes, pictures, struck-out text.
//!
//! Of each kind one element is open at most. What is in one that is raised is added as all text is, and taken back at its
//! end for what it means; so nesting costs nothing here, either.

use super::hidden::cut;
use super::state::{Awaited, Flow, Gap, Icon, NoteLink, RaisedText, Tag};
use crate::page::format::html::cell::{Piece, What};
use crate::page::format::html::element::{Kind, Look};
use crate::page::format::html::icon;
use crate::page::format::html::picture::Picture;
use crate::page::format::html::raised::{self, Raised};

/// The longest that a raised text is and may be the mark of a note, in bytes.
const LONGEST_MARK: usize = 12;

impl Flow {
    pub(super) fn push_picture(&mut self, picture: Picture) {
        self.length += picture.label.len();
        if self.gap == Gap::Break && !self.text.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), what: What::Break });
            self.gap = Gap::Space;
        }
        self.pieces.push(Piece { at: self.text.len(), what: What::Picture(Box::new(picture)) });
    }

    /// Begins an inline element.
    pub(super) fn start_inline(&mut self, mut tag: Tag) {
        let is_note = tag.attributes.is_note;
        match &*tag.name {
            b"sup" | b"sub" => self.raise(tag.name == b"sub", is_note),
            b"b" | b"strong" => self.bold.begin(self.text.len()),
            b"a" => {
                self.link.begin(self.text.len());
                self.end_note_link();
                match &mut self.raised {
                    Some(raised) => raised.is_note |= is_note,
                    None if is_note => self.note_link = Some(NoteLink { before: self.before() }),
                    None => {}
                }
            }
            _ => {}
        }
        if let Some(icon) = &mut self.icon {
            icon.element.open += usize::from(icon.element.name == tag.name);
        }
        let shown = tag.picture.take().or_else(|| tag.name.ends_with(b"-icon").then(Box::default));
        if self.is_in_cell()
            && let Some((mut picture, is_named)) = shown.and_then(|shown| shown.element(&tag.name))
        {
            // What is said of an icon may be said around it.
            let is_outer =
                |icon: &Icon| icon.before.length == self.text.len() && icon.before.pieces == self.pieces.len();
            let outer = self.icon.take().filter(is_outer);
            let mut is_silent = tag.attributes.look == Look::Silent;
            if let Some(outer) = outer {
                if picture.state.is_none() {
                    (picture.state, picture.is_unsure) = (outer.picture.state, outer.picture.is_unsure);
                }
                is_silent |= outer.is_silent;
                if picture.label.is_empty() {
                    picture.label = outer.picture.label;
                }
            }
            self.icon =
                Some(Icon { element: Awaited::new(&tag.name), before: self.before(), picture, is_named, is_silent });
        } else if tag.attributes.look == Look::Silent {
            self.hide(Kind::Inline, tag);
        }
    }

    /// Ends an inline element.
    pub(super) fn end_inline(&mut self, name: &[u8]) {
        match name {
            b"sup" | b"sub" => match &mut self.raised {
                Some(raised) if raised.inner > 0 => {
                    raised.inner -= 1;
                    self.text.push(')');
                }
                _ => self.end_raised(),
            },
            b"a" => {
                self.link.finish(self.text.len());
                self.end_note_link();
            }
            b"b" | b"strong" => self.bold.finish(self.text.len()),
            _ => {}
        }
        if let Some(icon) = self.icon.as_mut().filter(|icon| icon.element.name == name) {
            icon.element.open -= 1;
            if icon.element.open == 0 {
                self.end_icon();
            }
        }
    }

    /// Ends what is open at the end of a block.
    pub(super) fn end_all(&mut self) {
        self.end_raised();
        self.end_note_link();
        self.end_icon();
        if let Some(mark) = self.opening.take()
            && let Some(rest) = self.text.strip_prefix(&*mark)
            // `¹H` is no note, `¹ Estimated` is.
            && (rest.starts_with(' ') || !mark.starts_with(|c: char| c.is_numeric()) && !rest.is_empty())
        {
            self.notes.insert(mark);
        }
    }

    fn raise(&mut self, is_lowered: bool, is_note: bool) {
        if let Some(raised) = &mut self.raised {
            raised.inner += 1;
            self.push(if is_lowered { "_(" } else { "^(" });
            return;
        }
        let is_note = is_note || self.note_link.is_some();
        self.raised = Some(RaisedText { before: self.before(), is_lowered, is_note, inner: 0 });
    }

    fn end_raised(&mut self) {
        let Some(RaisedText { before, is_lowered, is_note, .. }) = self.raised.take() else {
            return;
        };
        let text = self.text[before.length..].trim().to_owned();
        if text.is_empty() {
            return;
        }
        let after = self.gap;
        self.take_back(before);
        let is_apart = self.text.is_empty() || self.gap != Gap::Nothing;
        let meaning = if is_note {
            Raised::Note
        } else if is_lowered {
            Raised::Text(raised::lowered(&text, is_apart))
        } else {
            raised::raised(&self.text, &text, is_apart)
        };
        match meaning {
            Raised::Note => return self.gap = self.gap.max(after),
            Raised::Text(meant) => {
                if self.text.is_empty() && meant.len() <= LONGEST_MARK {
                    self.opening = Some((&*meant).into());
                }
                self.push(&meant);
            }
            Raised::Mark(meant) => {
                self.push(&meant);
                if self.is_in_cell() {
                    let end = self.text.len();
                    let what = What::Mark { end, mark: text.into() };
                    self.pieces.push(Piece { at: end - meant.len(), what });
                }
            }
        }
        self.gap = after;
    }

    /// Ends a link to a note, which is nothing but its mark where it stands in brackets.
    fn end_note_link(&mut self) {
        let Some(NoteLink { before }) = self.note_link.take() else {
            return;
        };
        let Some(text) = self.text.get(before.length..).map(str::trim) else {
            return;
        };
        if text.len() <= LONGEST_MARK && text.starts_with('[') && text.ends_with(']') {
            let after = self.gap;
            self.take_back(before);
            self.gap = self.gap.max(after);
        }
    }

    fn end_icon(&mut self) {
        let Some(Icon { before, mut picture, is_named, is_silent, .. }) = self.icon.take() else {
            return;
        };
        // A picture within it is what it shows.
        if self.pieces.len() > before.pieces || self.text.len() < before.length {
            return;
        }
        let text = self.text[before.length..].trim();
        let is_name =
            is_named && text.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'0'..=b'9'));
        if is_name {
            if let Some(state) = icon::answer(text.split('_')) {
                (picture.state, picture.is_unsure) = (Some(state), !icon::is_said(&text.to_ascii_lowercase()));
            }
        } else if is_silent && picture.label.is_empty() {
            picture.label = cut(text.to_owned());
        }
        if text.is_empty() || is_name || is_silent {
            let after = self.gap;
            self.take_back(before);
            self.gap = self.gap.max(after);
            self.push_picture(picture);
        }
    }
}
