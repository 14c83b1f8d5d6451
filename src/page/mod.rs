//! Reads a comparison page: text in, [`Document`] out. Pure: no files, no SQL, no printing.
//!
//! `text` makes lines of bytes. A layout (`plain`) says which lines are the title, the summary, the table, the prose and
//! the notice (`Parts`). `table` and `row` read the table, `prose`, `passage` and `mention` the rest, whatever the
//! layout was. A new layout is a new file beside `plain` that fills `Parts`.
//!
//! Nothing is lost: every line of an accepted page is in one field of the document or is one of the layout's own lines
//! (brand, marks, header row). Nothing is guessed: what is not certain is in [`Document::unclear`].

mod mention;
mod passage;
mod plain;
mod prose;
pub mod row;
mod slug;
mod table;
mod text;
mod title;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::model::Document;
use mention::Names;
use text::Line;

/// Why a page was not read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The line, counted from 1.
    pub line: usize,
    /// A sentence without a full stop.
    pub reason: String,
}

/// What a layout finds: which lines are which part of the document.
struct Parts<'a> {
    layout: &'static str,
    title: &'a str,
    /// At least two, all different, as names are stored.
    figures: Vec<String>,
    summary: String,
    /// The table's rows, at least one.
    rows: Vec<Line<'a>>,
    /// Runs of prose. A heading in one does not reach into the next.
    prose: Vec<Vec<Line<'a>>>,
    notice: String,
}

/// Reads a page. `source` is its URL or path as given: it is kept as [`Document::source`] and gives the slug.
///
/// A page is rejected whole when it is not UTF-8 text, lacks a title or a table, or compares a thing with itself.
pub fn read(bytes: &[u8], source: &str) -> Result<Document, Rejection> {
    let text = text::decode(bytes)?;
    let lines = text::lines(&text);
    if lines.iter().all(|line| line.text.is_empty()) {
        return Err(Rejection { line: 1, reason: "the page is empty".to_owned() });
    }
    let parts = plain::parts(&lines)?;
    Ok(document(parts, bytes, source))
}

fn document(parts: Parts<'_>, bytes: &[u8], source: &str) -> Document {
    let names = Names::new(&parts.figures);
    let runs = parts.prose.iter();
    let sections: Vec<_> = runs.flat_map(|run| prose::sections(run, &parts.figures, &names)).collect();
    let passages = sections.iter().flat_map(|section| &section.passages);
    let mut texts = vec![&*parts.summary];
    texts.extend(passages.map(|passage| &*passage.text));
    let (rows, unclear) = table::read(&parts.rows, &parts.figures, &texts);
    Document {
        slug: slug::of(source, parts.title),
        title: parts.title.to_owned(),
        figures: parts.figures,
        summary: parts.summary,
        rows,
        unclear,
        sections,
        notice: parts.notice,
        source: source.to_owned(),
        content_hash: hash(bytes),
        layout: parts.layout.to_owned(),
    }
}

/// Returns the SHA-256 of the bytes in lower-case hexadecimal, as `sha256sum` prints it.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hash, byte| {
        // Writing to a string does not fail.
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

#[cfg(test)]
mod tests;
