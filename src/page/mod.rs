//! Reads a comparison page: text in, [`Document`] out. Pure: no files, no SQL, no printing.
//!
//! `text` makes lines of bytes. `layout` says which lines are the title, the summary, the table, the credits, the prose
//! and the notice (`Parts`), asking one recogniser for each: `marks`, `title`, `credit`, `header`, `pipe`. Any of these
//! parts may be missing, in any combination, as far as the figures can still be told. `table`, `row` and `broken` read
//! the rows, `prose`, `passage` and `mention` the rest, whatever the layout was.
//!
//! Pages come in other shapes than text ([`InputFormat`]): `html` reads saved web pages, `spreadsheet` CSV and TSV,
//! `crawl` the lines of JSON Lines and `parsed` those that `versus parse` wrote. Where a shape tells cells apart, `cells`
//! takes the place of `row`.
//!
//! Nothing is lost: every line of an accepted page is in one field of the document or is one of the layout's own lines
//! (brand, marks, header row). Nothing is guessed: what is not certain is in [`Document::unclear`].

mod address;
mod broken;
mod cells;
mod crawl;
mod credit;
mod format;
mod header;
mod html;
mod identity;
mod layout;
#[cfg_attr(not(test), expect(dead_code, reason = "the reader of Markdown pages is to call it"))]
mod markdown;
mod marks;
mod mention;
mod parsed;
mod passage;
mod pipe;
mod prose;
pub mod row;
mod site;
mod spreadsheet;
mod table;
mod text;
mod title;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::model::Document;
use crate::slug;
pub use format::InputFormat;
pub use identity::{Identity, identity, url};
use mention::Names;
use table::Rows;
use text::Line;

/// The most bytes of a page that is all text, and of the text of a web page. What is read of it, and stored, takes many times
/// as much memory.
pub const LONGEST: usize = 8 * 1024 * 1024;

/// Why a page was not read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The line, counted from 1.
    pub line: usize,
    /// A sentence without a full stop.
    pub reason: String,
}

/// Which lines are which part of the document.
struct Parts<'a> {
    layout: &'static str,
    title: String,
    /// At least two, all different, as names are stored.
    figures: Vec<String>,
    summary: String,
    /// The table's rows; none only where one-word lines are missing.
    rows: Rows<'a>,
    /// Runs of prose. A heading in one does not reach into the next.
    prose: Vec<Vec<Line<'a>>>,
    notice: String,
    credits: Vec<String>,
}

/// Answers whether the document was found at its address, which otherwise its page only states.
#[must_use]
pub fn is_at_address(document: &Document) -> bool {
    document.address.is_some() && document.address == address::of(&document.source)
}

/// Reads a page. `source` is its URL or path as given: it is kept as [`Document::source`] and gives the slug and, where it is
/// a URL, the address.
///
/// A page is rejected whole when it is not UTF-8 text, lacks a table, compares a thing with itself, or does not tell
/// with certainty what it compares.
pub fn read(bytes: &[u8], source: &str) -> Result<Document, Rejection> {
    let text = text::decode(bytes)?;
    text::ensure_few_lines(&text)?;
    let lines = text::lines(&text);
    if lines.iter().all(|line| line.text.is_empty()) {
        return Err(Rejection { line: 1, reason: "the page is empty".to_owned() });
    }
    let parts = layout::parts(&lines, source)?;
    cells::ensure_few(parts.rows.len(), &parts.figures)?;
    Ok(document(parts, bytes, source))
}

/// Reads a page of the given format. JSON Lines hold many pages: each of their lines is for [`read_object`].
pub fn read_as(format: InputFormat, bytes: &[u8], source: &str) -> Result<Document, Rejection> {
    match format {
        InputFormat::Text => read(bytes, source),
        InputFormat::Html => html::read(bytes, source),
        InputFormat::Csv => spreadsheet::read_csv(bytes, source),
        InputFormat::Tsv => spreadsheet::read_tsv(bytes, source),
        InputFormat::Jsonl => {
            let reason = "JSON Lines are many pages and are read one line at a time".to_owned();
            Err(Rejection { line: 1, reason })
        }
    }
}

/// Reads one line of JSON Lines: an object of crawl output, or of what `versus parse` writes. `source` is the file and
/// `number` the line in it, counted from 1.
pub fn read_object(line: &[u8], source: &str, number: usize) -> Result<Document, Rejection> {
    crawl::read(line, source, number)
}

fn document(parts: Parts<'_>, bytes: &[u8], source: &str) -> Document {
    let names = Names::new(&parts.figures);
    let runs = parts.prose.iter();
    let sections: Vec<_> = runs.flat_map(|run| prose::sections(run, &parts.figures, &names)).collect();
    let passages = sections.iter().flat_map(|section| &section.passages);
    let mut texts = vec![&*parts.summary];
    texts.extend(passages.map(|passage| &*passage.text));
    let (rows, unclear) = table::read(parts.rows, &parts.figures, &texts);
    Document {
        slug: slug::of(source, &parts.title),
        title: parts.title,
        figures: parts.figures,
        summary: parts.summary,
        rows,
        unclear,
        sections,
        notice: parts.notice,
        credits: parts.credits,
        source: source.to_owned(),
        content_hash: hash(bytes),
        layout: parts.layout.to_owned(),
        address: address::of(source),
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
