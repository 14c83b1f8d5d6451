//! Takes a file of JSON Lines apart, line by line. What a line says is `page`'s business.

use std::io::BufRead;

use crate::command::shared::bounded_lines::{BoundedLines, MIB};
use crate::command::shared::raw_page::{RawPage, Unreadable};
use crate::page::InputFormat;

/// The most bytes of a line of JSON Lines: a page is longer in JSON.
const LINE_LIMIT: u64 = 32 * MIB;
/// How many bytes of a file are passed over before the rest is given up.
const SKIP_LIMIT: u64 = 1024 * MIB;

/// The lines of one file that are pages.
pub(super) struct Lines {
    source: String,
    lines: BoundedLines,
}

impl Iterator for Lines {
    type Item = Result<RawPage, Unreadable>;

    /// Returns the next line that is not blank. After a fault of the file itself there is no next line.
    fn next(&mut self) -> Option<Self::Item> {
        let (number, line) = self.lines.next()?;
        let source = self.source.clone();
        Some(match line {
            Ok(bytes) => {
                Ok(RawPage { source, path: None, line: Some(number), format: InputFormat::Jsonl, charset: None, bytes })
            }
            Err(reason) => Err(Unreadable::at(&source, number, reason)),
        })
    }
}

impl Lines {
    pub(super) fn new(source: String, reader: Box<dyn BufRead + Send>) -> Self {
        Self { source, lines: BoundedLines::new("page", LINE_LIMIT, SKIP_LIMIT, reader) }
    }
}
