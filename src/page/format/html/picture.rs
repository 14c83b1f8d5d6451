//! Pictures that stand for words: images, icons of fonts, drawings, boxes to tick.
//!
//! A picture alone in a cell is the cell's value, by the text that the page gives it or by a class that says check or cross.
//! Beside text it is mostly an ornament; a sign before the text is kept as a sign.

use super::icon::{answer, is_icon, is_said, state};

/// A picture in a cell.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// The text that the page gives it.
    pub(super) label: String,
    /// Whether it says yes or no, if either.
    pub(super) state: Option<bool>,
    /// Whether that is from a word such as `remove`, which names what a button does as well as a cross.
    pub(super) is_unsure: bool,
    pub(super) is_box: bool,
    /// Whether it is an image: its text counts beside other text, too. That of an icon is a tip.
    pub(super) is_image: bool,
    /// The name of its file.
    pub(super) file: String,
}

impl Picture {
    /// Returns what it says where there is no other text.
    pub(super) fn word(&self) -> Option<&str> {
        self.told().filter(|_| !self.label.is_empty() || !self.is_unsure)
    }

    /// Returns what it says beside other text, which makes sure that it is a sign.
    pub(super) fn told(&self) -> Option<&str> {
        let state = self.state.map(|state| if state { "Yes" } else { "No" });
        Some(&*self.label).filter(|label| !label.is_empty()).or(state)
    }

    /// Returns its sign, for beside text.
    pub(super) fn sign(&self) -> Option<&'static str> {
        Some(match (self.state?, self.is_box) {
            (true, true) => "☑",
            (false, true) => "☐",
            (true, false) => "✓",
            (false, false) => "✗",
        })
    }

    /// Answers whether it says yes or no by its file alone, which a page does not show.
    pub(super) fn is_unsaid(&self) -> bool {
        let stem = self.file.rsplit_once('.').map_or(&*self.file, |(stem, _)| stem);
        self.label.is_empty()
            && self.state.is_none()
            && answer(stem.split(|c: char| !c.is_ascii_alphanumeric())).is_some()
    }
}

/// Answers whether an element may be a picture; others have classes and titles in plenty, which would cost time.
pub(super) fn may_be(name: &[u8]) -> bool {
    matches!(
        name,
        b"img"
            | b"input"
            | b"embed"
            | b"svg"
            | b"use"
            | b"math"
            | b"canvas"
            | b"object"
            | b"video"
            | b"audio"
            | b"iframe"
    ) || matches!(name, b"i" | b"span" | b"em" | b"b" | b"strong" | b"abbr")
        || name.ends_with(b"-icon")
}

/// The attributes of a start tag that say what a picture shows.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    alt: String,
    aria_label: String,
    title: String,
    src: String,
    class: String,
    kind: String,
    icon: String,
    is_checked: bool,
    is_picture: bool,
}

impl Attributes {
    /// Takes in an attribute. Of attributes with one name the first counts.
    pub(super) fn add(&mut self, name: &[u8], value: &[u8]) {
        let place = match name {
            b"alt" | b"alttext" => &mut self.alt,
            b"aria-label" => &mut self.aria_label,
            b"title" => &mut self.title,
            b"src" if value.starts_with(b"data:") => return,
            b"src" => &mut self.src,
            b"class" => &mut self.class,
            b"type" => &mut self.kind,
            b"data-icon" | b"name" | b"icon" => &mut self.icon,
            b"href" | b"xlink:href" => {
                // `<use href="sprite.svg#check">`
                let name = value.iter().position(|byte| *byte == b'#').map(|at| &value[at + 1..]);
                self.icon = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
                return;
            }
            b"checked" => return self.is_checked = true,
            b"role" => return self.is_picture |= value.eq_ignore_ascii_case(b"img"),
            _ => return,
        };
        if place.is_empty() {
            // Words, parted by single spaces.
            for word in String::from_utf8_lossy(value).split_whitespace() {
                place.push_str(if place.is_empty() { "" } else { " " });
                place.push_str(word);
            }
        }
    }

    fn label(self) -> String {
        [self.alt, self.aria_label, self.title].into_iter().find(|label| !label.is_empty()).unwrap_or_default()
    }

    /// Returns the picture that a void element is, if it is one.
    pub(super) fn void(self, name: &[u8]) -> Option<Picture> {
        match (name, &*self.kind.to_ascii_lowercase()) {
            (b"img" | b"embed", _) | (b"input", "image") => {
                let file = self.src.split(['?', '#']).next().unwrap_or_default();
                let file = file.rsplit('/').next().unwrap_or_default().chars().take(LONGEST_FILE).collect();
                Some(Picture { is_image: true, file, label: self.label(), ..Picture::default() })
            }
            (b"input", "checkbox" | "radio") => {
                Some(Picture { state: Some(self.is_checked), is_box: true, ..Picture::default() })
            }
            _ => None,
        }
    }

    /// Returns whether the icon says yes or no that a drawing takes from elsewhere.
    pub(super) fn used(&self) -> Option<bool> {
        state(&format!("icon-{}", self.icon.to_ascii_lowercase()))
    }

    /// Returns the same, and whether that is not sure.
    pub(super) fn used_surely(&self) -> Option<(bool, bool)> {
        Some((self.used()?, !is_said(&self.icon.to_ascii_lowercase())))
    }

    /// Returns the picture that an element is if it turns out to have no text, and whether its text may be the name of an
    /// icon; none where it would be an empty element.
    pub(super) fn element(self, name: &[u8]) -> Option<(Picture, bool)> {
        let class = self.class.to_ascii_lowercase();
        let is_element = name.ends_with(b"-icon");
        let is_named = name == b"mat-icon" || class.contains("material-icons") || class.contains("material-symbols");
        let own = if is_element || name == b"svg" { self.used() } else { None };
        let state = state(&class).or(own);
        let is_icon = name == b"i" && !class.is_empty() || is_element || is_named || is_icon(&class);
        let is_picture = self.is_picture || is_icon || state.is_some() || matches!(name, b"svg" | b"math");
        let is_unsure = !is_said(&class) && !is_said(&self.icon.to_ascii_lowercase());
        let picture = Picture { state, is_unsure, label: self.label(), ..Picture::default() };
        (is_picture || !picture.label.is_empty()).then_some((picture, is_named))
    }
}

/// The longest name of a file that is told, in characters.
const LONGEST_FILE: usize = 40;
