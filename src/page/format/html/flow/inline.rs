//! What stands in a line beside words: raised and lowered text, marks of notes, pictures, struck-out text.
//!
//! Of each kind one element is open at most. What is in one that is raised is added as all text is, and taken back at its
//! end for what it means; so nesting costs nothing here, either.

use super::{Awaited, Flow, Gap, Hidden, Keeps, Kind, Look, Picture, Piece, Tag, What};
use crate::page::html::raised::{self, Raised};

/// How much of a text that is not kept is told, in bytes.
const LONGEST_TOLD: usize = 80;

/// The longest that a raised text is and may be the mark of a note, in bytes.
const LONGEST_MARK: usize = 12;

/// How the text was before an element.
#[derive(Debug, Clone, Copy)]
struct Before {
    length: usize,
    pieces: usize,
    gap: Gap,
}

/// Raised or lowered text that is being read.
#[derive(Debug)]
pub(super) struct RaisedText {
    before: Before,
    is_lowered: bool,
    is_note: bool,
    /// How many raised or lowered texts within it are open.
    inner: usize,
}

/// A link to a note that is being read.
#[derive(Debug)]
pub(super) struct NoteLink {
    before: Before,
}

/// An element that is a picture if it has no text.
#[derive(Debug)]
pub(super) struct Icon {
    element: Awaited,
    before: Before,
    picture: Picture,
    /// Whether its text may be the name of an icon.
    is_named: bool,
    /// Whether its text is for those who see it only.
    is_silent: bool,
}

impl Flow {
    /// Answers whether nothing of the element is running text.
    pub(super) fn is_hidden(&self, kind: Kind, tag: &Tag) -> bool {
        match tag.attributes.look {
            Look::Hidden => true,
            Look::Struck if kind.table_rank() == 0 && !super::is_root(&tag.name) => true,
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
            b"a" => {
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
            b"a" => self.end_note_link(),
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

    fn before(&self) -> Before {
        Before { length: self.text.len(), pieces: self.pieces.len(), gap: self.gap }
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
            if let Some(state) = crate::page::html::picture::answer(text.split('_')) {
                (picture.state, picture.is_unsure) =
                    (Some(state), !crate::page::html::picture::is_said(&text.to_ascii_lowercase()));
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

    /// Takes back what was added since.
    fn take_back(&mut self, before: Before) {
        self.text.truncate(before.length);
        self.pieces.truncate(before.pieces);
        self.gap = before.gap;
    }
}

/// Returns as much of a text as is told.
fn cut(mut text: String) -> String {
    if text.len() > LONGEST_TOLD {
        text.truncate(text.floor_char_boundary(LONGEST_TOLD));
        text.push('…');
    }
    text
}
