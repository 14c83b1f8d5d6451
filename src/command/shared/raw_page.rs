//! Pages as bytes: what is read from files, before `page` says what it means.

use crate::model::PathDigest;
use crate::page::{InputFormat, Rejection};

/// The bytes of one page, and where they came from.
#[derive(Debug)]
pub struct RawPage {
    /// The path as it was given, or below a folder that was given.
    pub source: String,
    /// The file that holds this page and no other.
    pub path: Option<PathDigest>,
    /// The line of a JSON Lines file that the page is, from 1; `None` for a file that is one page.
    pub line: Option<usize>,
    /// What the bytes are.
    pub format: InputFormat,
    /// The encoding that was sent with the page.
    pub charset: Option<String>,
    /// The bytes, decompressed.
    pub bytes: Vec<u8>,
}

/// An input that could not be read, and why. The others are not affected.
#[derive(Debug)]
pub struct Unreadable {
    /// The path as it was given, or below a folder that was given.
    pub source: String,
    /// Where and why.
    pub rejection: Rejection,
}

impl Unreadable {
    /// Returns that an input could not be read at a line, counted from 1, and why.
    pub(super) fn at(source: &str, line: usize, reason: String) -> Self {
        Self { source: source.to_owned(), rejection: Rejection { line, reason } }
    }
}
