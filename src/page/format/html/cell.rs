//! The text of a table cell: what its words, line breaks, pictures and raised letters say together.
//!
//! Most cells are words and nothing else. What is more is noted by its place in the text while the page is read, and made
//! text when all of it is: a picture beside words is an ornament, a picture alone the value; and a raised letter is the
//! mark of a note if the page has a note that begins with it.

use std::collections::HashSet;

use super::picture::Picture;
use super::raised;
use crate::name;

#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) columns: usize,
    /// 0: down to the end of the group.
    pub(super) rows: usize,
    pub(super) has_table: bool,
    /// Why its text may not be all that it says, or more than that.
    pub(super) doubt: Option<String>,
    /// Whether it is likely to hold a name: it is a header cell, or the first of its row, or in the first row.
    pub(super) is_name: bool,
    pub(super) head: Head,
    pub(super) pieces: Vec<Piece>,
}

/// What says that a cell is a head.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    #[default]
    Nothing,
    /// All of its text is bold.
    Bold,
    /// It is a header cell.
    Tag,
}

/// What is more than words, and where in the text.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) at: usize,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    /// The space there parts lines or blocks.
    Break,
    /// A picture stands there.
    Picture(Box<Picture>),
    /// The text up to `end` is raised and may be the mark of a note, as it is written there.
    Mark { end: usize, mark: Box<str> },
    /// Text was struck out there; this is its beginning.
    Struck(Box<str>),
}

/// The longest text in which pictures are looked for by their own words, and the most of them: looking costs both.
const LONGEST_BESIDE: usize = 10_000;
const MOST_BESIDE: usize = 20;

impl Cell {
    /// Adds a block.
    pub(super) fn push(&mut self, text: &str, pieces: Vec<Piece>) {
        let mut start = self.text.len();
        if start > 0 && !text.is_empty() {
            self.pieces.push(Piece { at: start, what: What::Break });
            self.text.push(' ');
            start += 1;
        }
        self.text.push_str(text);
        self.pieces.extend(pieces.into_iter().map(|mut piece| {
            piece.at += start;
            if let What::Mark { end, .. } = &mut piece.what {
                *end += start;
            }
            piece
        }));
    }

    /// Makes the text of what was noted. `notes` are the marks with which notes of the page begin.
    pub(super) fn finish(&mut self, notes: &HashSet<Box<str>>) {
        if self.pieces.is_empty() {
            return;
        }
        let pieces = std::mem::take(&mut self.pieces);
        let text = std::mem::take(&mut self.text);
        let beside = Beside::new(&text, pieces.iter().filter(|piece| matches!(piece.what, What::Picture(_))).count());
        let mut said = Said { text: String::with_capacity(text.len()), is_name: self.is_name, before: Last::Words };
        let mut doubts = Vec::new();
        let mut at = 0;
        for Piece { at: next, what } in &pieces {
            said.words(&text[at..*next]);
            at = *next;
            match what {
                What::Break => said.before = Last::Break,
                What::Picture(picture) => match beside.said(picture, self.is_name) {
                    Some(word) => said.picture(word),
                    None if beside.is_empty || picture.is_unsaid() => doubts.push(unsaid(picture)),
                    None => {}
                },
                What::Mark { end, mark } => {
                    let raised = &text[at..*end];
                    at = *end;
                    // No word of a name is raised to a power.
                    let is_named = self.is_name && (raised::letters(&said.text) > 2 || said.text.ends_with(')'));
                    let is_isotope = said.text.ends_with([' ', '(']) && text[at..].starts_with(char::is_alphanumeric);
                    if is_isotope {
                        said.words(raised);
                    } else if !is_named && !notes.contains(raised) {
                        said.words(raised);
                        doubts.push(format!("a cell has a raised `{mark}` that may be a footnote mark"));
                    } else {
                        said.text.truncate(said.text.trim_end().len());
                    }
                }
                What::Struck(struck) => doubts.push(format!("a cell has struck-out text `{struck}`")),
            }
            doubts.truncate(1);
        }
        said.words(&text[at..]);
        said.text.truncate(said.text.trim_end().len());
        if beside.is_empty && is_contradictory(&pieces) {
            doubts.push("a cell holds pictures that say both yes and no".to_owned());
        }
        self.text = said.text;
        self.doubt = self.doubt.take().or_else(|| doubts.into_iter().next());
    }
}

/// The text of a cell, as it is made.
struct Said {
    text: String,
    is_name: bool,
    before: Last,
}

/// What was added last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Words,
    Picture,
    Break,
}

impl Said {
    /// Adds words as they stand.
    fn words(&mut self, words: &str) {
        let mut words = words;
        if words.trim_start().is_empty() {
            self.text.push_str(if self.text.is_empty() || self.text.ends_with(' ') { "" } else { words });
            return;
        }
        match self.before {
            Last::Break => words = self.part(words),
            Last::Picture if words.trim_start().starts_with(CLOSING) => {
                self.text.truncate(self.text.trim_end().len());
                words = words.trim_start();
            }
            Last::Picture if !words.starts_with(' ') => self.space(),
            Last::Picture | Last::Words => {}
        }
        self.text.push_str(if self.text.is_empty() || self.text.ends_with(' ') { words.trim_start() } else { words });
        self.before = Last::Words;
    }

    /// Adds what a picture says.
    fn picture(&mut self, said: &str) {
        if said.is_empty() {
            return;
        }
        match self.before {
            Last::Words if self.text.ends_with(['(', '[', '/', '"', '“', '-']) => {}
            Last::Words => self.space(),
            Last::Picture | Last::Break => {
                self.part(said);
            }
        }
        self.text.push_str(said);
        self.before = Last::Picture;
    }

    fn space(&mut self) {
        self.text.push_str(if self.text.is_empty() || self.text.ends_with(' ') { "" } else { " " });
    }

    /// Parts two lines, and returns the second as it is to be added. A name that is broken to fit its column is one, and so
    /// is a line that goes on.
    fn part<'w>(&mut self, after: &'w str) -> &'w str {
        let after = after.trim_start();
        self.text.truncate(self.text.trim_end().len());
        let is_parted = self.text.is_empty() || self.text.ends_with(SEPARATORS) || after.starts_with(GOING_ON);
        if !is_parted && !self.is_name {
            self.text.push(';');
        }
        self.space();
        after
    }
}

/// What stands close to the words before it.
const CLOSING: [char; 8] = [')', ']', ',', '.', ';', ':', '%', '!'];

/// What parts a line from the next by itself.
const SEPARATORS: [char; 19] =
    [',', ';', ':', '.', '!', '?', '/', '|', '&', '(', '[', '–', '—', '-', '•', '·', '+', '×', '='];

/// What a line begins with that goes on with the one before.
const GOING_ON: [char; 17] = ['(', '[', ',', ';', ':', '.', ')', ']', '/', '|', '&', '–', '—', '+', '×', '=', '%'];

/// What is in a cell beside a picture.
struct Beside {
    /// Its words with a space on both sides of each; empty where there is no text.
    spaced: String,
    is_empty: bool,
    is_searched: bool,
}

impl Beside {
    fn new(text: &str, pictures: usize) -> Self {
        let is_searched = pictures > 0 && pictures <= MOST_BESIDE && text.len() <= LONGEST_BESIDE;
        let spaced = if is_searched { spaced(text) } else { String::new() };
        Self { spaced, is_empty: text.is_empty(), is_searched }
    }

    /// Returns what a picture says here: nothing where it has nothing to say, an empty text where the text says it.
    fn said<'p>(&self, picture: &'p Picture, is_name: bool) -> Option<&'p str> {
        if self.is_empty {
            return picture.word();
        }
        let word = picture.told()?;
        let is_told = || {
            let word = spaced(word);
            self.is_searched && (self.spaced.contains(&word) || !self.spaced.is_empty() && word.contains(&self.spaced))
        };
        Some(match picture.sign() {
            _ if is_name || is_told() => "",
            Some(sign) if !picture.is_image => sign,
            _ if picture.is_image => word,
            _ => "",
        })
    }
}

fn spaced(text: &str) -> String {
    name::words(text).iter().fold(String::new(), |text, word| format!("{} {word} ", text.trim_end()))
}

/// Answers whether one picture says yes and another no, and no text tells which counts.
fn is_contradictory(pieces: &[Piece]) -> bool {
    let states = pieces.iter().filter_map(|piece| match &piece.what {
        What::Picture(picture) if picture.label.is_empty() => picture.state,
        _ => None,
    });
    let (mut yes, mut no) = (false, false);
    states.for_each(|state| if state { yes = true } else { no = true });
    yes && no
}

fn unsaid(picture: &Picture) -> String {
    let reason = "a cell holds a picture without a text";
    if picture.file.is_empty() { reason.to_owned() } else { format!("{reason}: `{}`", picture.file) }
}
