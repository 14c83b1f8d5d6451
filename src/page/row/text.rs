//! A row as characters with classes: what the seam rules look at. Combining marks belong to the letter before them,
//! so that a name in decomposed form is read like its composed form.

use unicode_normalization::char::is_combining_mark;

/// How far a look to the left or right may go; bounds the work on hostile rows.
const REACH: usize = 48;

/// What kind of character a seam rule sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A lower-case letter.
    Lower,
    /// An upper-case letter.
    Upper,
    /// A letter of a script without case.
    Uncased,
    /// A decimal digit.
    Digit,
    Space,
    /// A full stop.
    Stop,
    /// `!`, `?`, the ellipsis: ends a sentence.
    Ender,
    /// `,`, `;`, `:`: never ends a cell.
    Comma,
    Open,
    Close,
    /// A straight double quote; whether it opens or closes is for [`super::balance`] to say.
    Quote,
    /// What follows a number or a letter and belongs to it: `%`, `°`, `²`, `′`, `½`, `™`.
    Tail,
    Currency,
    /// What precedes a number: `~`, `<`, `+`, the minus sign.
    Sign,
    /// The hyphen and the dashes.
    Dash,
    Apostrophe,
    /// A picture or tick that can be a cell by itself.
    Symbol,
    /// What joins words: `/`, `&`, `×`; and everything else. Also what lies outside the row.
    Join,
}

impl Class {
    /// Whether the character is a letter.
    pub(super) fn is_letter(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Uncased)
    }

    /// Whether the character is a letter or a digit.
    pub(super) fn is_word(self) -> bool {
        self.is_letter() || self == Self::Digit
    }
}

/// One character of a row.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    char: char,
    class: Class,
    /// Where the character begins, in bytes.
    at: usize,
}

/// A row as characters. Positions are counted in characters without combining marks; looking outside is allowed.
#[derive(Debug)]
pub(super) struct Text<'a> {
    raw: &'a str,
    glyphs: Vec<Glyph>,
    /// Whether a plus ends the row, or stands behind a number with nothing behind it that it could belong to: then it is
    /// likely that none of the row stands before a number.
    pub(super) plus_trails: bool,
}

impl<'a> Text<'a> {
    /// Reads the characters of a row.
    pub(super) fn new(raw: &'a str) -> Self {
        let mut glyphs = Vec::with_capacity(raw.len());
        for (at, char) in raw.char_indices() {
            if char.is_ascii() || !is_combining_mark(char) {
                glyphs.push(Glyph { char, class: class_of(char), at });
            }
        }
        let mut text = Self { raw, glyphs, plus_trails: false };
        text.plus_trails = raw.contains('+') && (0..text.len()).any(|i| text.char(i) == '+' && text.is_trailing(i));
        text
    }

    /// Whether a plus at `i` belongs to what stands before it.
    fn is_trailing(&self, i: usize) -> bool {
        let is_apart = match self.class(i + 1) {
            Class::Comma | Class::Close | Class::Currency => true,
            Class::Space => self.class(i + 2).is_letter() || self.class(i + 2) == Class::Open,
            _ => false,
        };
        i + 1 == self.len() || self.before(i) == Class::Digit && is_apart
    }

    /// The whole row.
    pub(super) fn raw(&self) -> &'a str {
        self.raw
    }

    /// The number of characters.
    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// The character at a position; a line feed outside the row.
    pub(super) fn char(&self, i: usize) -> char {
        self.glyphs.get(i).map_or('\n', |glyph| glyph.char)
    }

    /// The class at a position; [`Class::Join`] outside the row.
    pub(super) fn class(&self, i: usize) -> Class {
        self.glyphs.get(i).map_or(Class::Join, |glyph| glyph.class)
    }

    /// The class before a position; [`Class::Join`] before the row.
    pub(super) fn before(&self, i: usize) -> Class {
        self.class(i.wrapping_sub(1))
    }

    /// Where a position lies in the raw text, in bytes. A combining mark without a letter before it begins the row.
    pub(super) fn offset(&self, i: usize) -> usize {
        if i == 0 {
            return 0;
        }
        self.glyphs.get(i).map_or(self.raw.len(), |glyph| glyph.at)
    }

    /// The position that begins at a byte offset, if a character begins there.
    pub(super) fn position(&self, offset: usize) -> Option<usize> {
        if offset == self.raw.len() {
            return Some(self.len());
        }
        self.glyphs.binary_search_by_key(&offset, |glyph| glyph.at).ok()
    }

    /// The raw text between two positions.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'a str {
        self.raw.get(self.offset(from)..self.offset(to)).unwrap_or_default()
    }

    /// Where the run of characters that ends before `i` begins.
    pub(super) fn run_start(&self, i: usize, belongs: impl Fn(Class) -> bool) -> usize {
        let mut start = i;
        while start > 0 && i - start < REACH && belongs(self.class(start - 1)) {
            start -= 1;
        }
        start
    }

    /// Where the run of characters that begins at `i` ends.
    pub(super) fn run_end(&self, i: usize, belongs: impl Fn(Class) -> bool) -> usize {
        let mut end = i;
        while end < self.len() && end - i < REACH && belongs(self.class(end)) {
            end += 1;
        }
        end
    }

    /// Whether the text from `start` on goes on from a number: `5 km`, `5km`, `5+ km`, but not `a km`.
    pub(super) fn follows_number(&self, start: usize) -> bool {
        let before = if self.before(start) == Class::Space { start - 1 } else { start };
        let before = if self.char(before.wrapping_sub(1)) == '+' { before - 1 } else { before };
        matches!(self.before(before), Class::Digit | Class::Tail)
    }
}

/// The class of one character.
fn class_of(c: char) -> Class {
    match c {
        'a'..='z' => Class::Lower,
        'A'..='Z' => Class::Upper,
        '0'..='9' => Class::Digit,
        '.' => Class::Stop,
        '!' | '?' | '…' | '‽' => Class::Ender,
        ',' | ';' | ':' => Class::Comma,
        '(' | '[' | '{' | '“' | '«' | '„' => Class::Open,
        ')' | ']' | '}' | '”' | '»' => Class::Close,
        '"' => Class::Quote,
        '%'
        | '‰'
        | '°'
        | 'º'
        | 'ª'
        | '²'
        | '³'
        | '¹'
        | '⁰'..='⁹'
        | '₀'..='₉'
        | '′'
        | '″'
        | '¼'..='¾'
        | '⅐'..='⅞'
        | '™'
        | '®'
        | '©' => Class::Tail,
        '$' | '£' | '€' | '¥' | '¢' | '₠'..='⃀' => Class::Currency,
        '~' | '≈' | '≥' | '≤' | '<' | '>' | '±' | '+' | '−' | '#' => Class::Sign,
        '-' | '‐'..='―' => Class::Dash,
        '\'' | '’' | '‘' => Class::Apostrophe,
        '✓'..='✘' | '☀'..='☓' | '✅' | '❌' | '❎' | '\u{1f000}'.. => Class::Symbol,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_alphabetic() => Class::Uncased,
        _ => Class::Join,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combining_mark_belongs_to_its_letter() {
        let text = Text::new("E\u{301}tat");
        assert_eq!(text.len(), 4);
        assert_eq!(text.slice(0, 1), "E\u{301}");
        assert_eq!(text.position(1), None);
    }

    #[test]
    fn looking_outside_is_allowed() {
        let text = Text::new("a");
        assert_eq!((text.before(0), text.class(7), text.offset(9)), (Class::Join, Class::Join, 1));
        assert_eq!(Text::new("").slice(0, 3), "");
    }
}
