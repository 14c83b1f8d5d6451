//! Reads a comparison page: text in, [`Document`] out. Pure: no files, no SQL, no printing.
//!
//! `encoding` makes text of bytes, `text` lines of it, and `titled` takes a title from beside them. `layout` says which
//! lines are the title, the summary, the table, the credits, the prose and the notice (`Parts`), asking one recogniser for
//! each: `marks`, `title`, `credit`, `header`, `pipe`. Any of these parts may be missing, in any combination, as far as the
//! figures can still be told. `table`, `row` and `broken` read the rows, `prose`, `passage` and `mention` the rest, whatever
//! the layout was.
//!
//! Pages come in other shapes than text ([`InputFormat`]): `html` reads saved web pages, `spreadsheet` CSV and TSV (but
//! those that `exported` knows), `workbook` makes that of sheets, `crawl` reads the objects of crawl output and `parsed`
//! those that `versus parse` wrote. Where a shape tells cells apart, `cells` takes the place of `row`.
//!
//! Nothing is lost: every line of an accepted page is in one field of the document or is one of the layout's own lines
//! (brand, marks, header row). Nothing is guessed: what is not certain is in [`Document::unclear`].

mod address;
mod broken;
mod cells;
mod choose;
mod credit;
mod encoding;
mod format;
mod header;
mod identity;
mod layout;
mod marks;
mod mention;
mod passage;
mod pipe;
mod prose;
pub mod row;
mod site;
mod table;
mod text;
mod title;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::model::Document;
use crate::slug;
use choose::Content;
pub use choose::FiguresAre;
pub use encoding::{Declared, Encoding, charset_of};
pub use format::{InputFormat, workbook};
use format::{crawl, exported, html, spreadsheet, text_blocks, titled};
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
/// A page is rejected whole when its encoding cannot be told or its bytes are not valid in it, when it lacks a table, compares a thing with itself, or does not tell
/// with certainty what it compares.
pub fn read(bytes: &[u8], source: &str) -> Result<Document, Rejection> {
    read_as(InputFormat::Text, bytes, source)
}

/// Reads a text page that is UTF-8.
fn read_plain(bytes: &[u8], source: &str, figures: Option<FiguresAre>) -> Result<Document, Rejection> {
    let text = text::decode(bytes)?;
    text::ensure_few_lines(&text)?;
    let lines = text::lines(&text);
    if lines.iter().all(|line| line.text.is_empty()) {
        return Err(Rejection { line: 1, reason: "the page is empty".to_owned() });
    }
    text::ensure_no_archive(&text)?;
    let glued = |with_pipes| {
        let parts = layout::parts(&lines, source, with_pipes)?;
        cells::ensure_few(parts.rows.len(), &parts.figures)?;
        Ok(document(parts, bytes, source))
    };
    // Pages with the marks of the site whose rows ran together are read as that site sets them.
    let is_home = marks::Marks::find(&lines, 0).is_home();
    let first = is_home.then(|| glued(true));
    if let Some(Ok(document)) = first {
        return Ok(document);
    }
    let blocks = text_blocks::read(&text, &lines, source);
    let has_table = blocks.blocks.iter().any(|block| matches!(block.content, Content::Table(_)));
    if !has_table {
        return first.unwrap_or_else(|| glued(true));
    }
    match choose::choose(&blocks, figures) {
        Ok(chosen) => Ok(chosen.document(bytes, source, address::of(source))),
        // Lines with pipes are no rows that ran together.
        Err(rejection) if blocks.has_drawn_table() => Err(rejection),
        Err(rejection) => first.unwrap_or_else(|| glued(false)).map_err(|_| rejection),
    }
}

/// Reads a page of the given format. Files of JSON, web archives and workbooks hold many pages: an object of
/// JSON is for [`read_object`], a record or a sheet is one of the other formats.
pub fn read_as(format: InputFormat, bytes: &[u8], source: &str) -> Result<Document, Rejection> {
    read_declared(format, bytes, source, Declared::default())
}

/// The same, for a page of whose encoding something is known besides what it says itself.
///
/// The content hash is that of the bytes. Where a person says the encoding, it is that of the page in UTF-8, as if it had
/// been converted first: the same bytes are another content when they are said to be in another encoding. Likewise where what
/// a person says of the figures makes another document of them.
pub fn read_declared(
    format: InputFormat,
    bytes: &[u8],
    source: &str,
    declared: Declared<'_>,
) -> Result<Document, Rejection> {
    let text = encoding::to_text(format, bytes, declared)?;
    let is_as_said = declared.said.is_some() && !encoding::has_mark(bytes);
    read_said(declared.figures, |figures| {
        let mut document = read_decoded(format, &text, source, figures)?;
        if !is_as_said && text.as_bytes() != bytes {
            document.content_hash = hash(bytes);
        }
        Ok(document)
    })
}

/// Reads a page as a person says. Where it reads otherwise without that, its content hash is another, too: the base must not
/// take the two for one.
fn read_said(
    figures: Option<FiguresAre>,
    read: impl Fn(Option<FiguresAre>) -> Result<Document, Rejection>,
) -> Result<Document, Rejection> {
    let mut document = read(figures)?;
    if let Some(figures) = figures
        && read(None).as_ref() != Ok(&document)
    {
        document.content_hash = hash(format!("{} {}", figures.as_str(), document.content_hash).as_bytes());
    }
    Ok(document)
}

fn read_decoded(
    format: InputFormat,
    text: &str,
    source: &str,
    figures: Option<FiguresAre>,
) -> Result<Document, Rejection> {
    if matches!(format, InputFormat::Csv | InputFormat::Tsv) {
        exported::ensure_none(text)?;
    }
    match format {
        InputFormat::Text => titled::read(text, None, source, figures),
        InputFormat::Html => html::read(text.as_bytes(), source, figures),
        InputFormat::Csv => spreadsheet::read_csv(text.as_bytes(), source, figures),
        InputFormat::Tsv => spreadsheet::read_tsv(text.as_bytes(), source, figures),
        InputFormat::Jsonl | InputFormat::Warc | InputFormat::Workbook => {
            let reason = "what holds many pages is read one by one".to_owned();
            Err(Rejection { line: 1, reason })
        }
    }
}

/// Reads one object of JSON: of crawl output, or of what `versus parse` writes. `place` names it where nothing in it does
/// (`crawl.jsonl:7`), `number` is the line of its file on which it begins, counted from 1.
pub fn read_object(object: &[u8], place: &str, number: usize) -> Result<Document, Rejection> {
    crawl::read(object, place, number, None)
}

/// The same, where a person says what the figures are. What `versus parse` wrote is read already.
pub fn read_object_said(
    object: &[u8],
    place: &str,
    number: usize,
    figures: Option<FiguresAre>,
) -> Result<Document, Rejection> {
    read_said(figures, |figures| crawl::read(object, place, number, figures))
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
