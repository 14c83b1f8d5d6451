//! Pages as bytes: what is read from files, before `page` says what it means.

use crate::model::PathDigest;
use crate::page::{InputFormat, Rejection};

/// The bytes of one page, and where they came from.
#[derive(Debug)]
pub struct RawPage {
    /// What the document's source will be where the page itself does not tell: a path as it was given or below a folder
    /// that was given, what of a file the page is (`crawl.jsonl:7`, `pages.json#3`), or its URL.
    pub source: String,
    /// Where the page stands, for people: what of a file it is, without the line.
    pub place: String,
    /// On which line of it the page begins, from 1.
    pub line: usize,
    /// It is a part of a file, and has no name of its own: its title tells what it is called.
    pub is_part: bool,
    /// The file that holds this page and no other.
    pub path: Option<PathDigest>,
    /// What the bytes are.
    pub format: InputFormat,
    /// The encoding that was sent with the page.
    pub charset: Option<String>,
    /// The bytes, decompressed.
    pub bytes: Vec<u8>,
}

impl RawPage {
    /// Returns an object of a file of JSON.
    pub(super) fn object(source: String, place: String, line: usize, bytes: Vec<u8>) -> Self {
        Self { source, place, line, is_part: false, path: None, format: InputFormat::Jsonl, charset: None, bytes }
    }
}

/// An input that could not be read, and why. The others are not affected.
#[derive(Debug)]
pub struct Unreadable {
    /// Where it stands, for people, without the line.
    pub place: String,
    /// Where in it, and why.
    pub rejection: Rejection,
}

impl Unreadable {
    /// Returns that an input could not be read at a line, counted from 1, and why.
    pub(super) fn at(place: &str, line: usize, reason: String) -> Self {
        Self { place: place.to_owned(), rejection: Rejection { line, reason } }
    }
}
