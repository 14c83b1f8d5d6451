//! Reads a comparison page: text in, [`Document`] out. Pure: no files, no SQL, no printing.
//!
//! `encoding` makes text of bytes, `text` lines of it, and `titled` takes a title from beside them. `plain` reads such a
//! text: `layout` says which lines are the title, the summary, the table, the credits, the prose and the notice (`Parts`),
//! asking one recogniser for each: `marks`, `title`, `credit`, `header`, `pipe`. Any of these parts may be missing, in any combination, as far as the
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
mod byte_order;
mod bytes;
mod cells;
mod choose;
mod content_hash;
mod credit;
mod encoding;
mod escapes;
mod figures_are;
mod format;
mod header;
mod identity;
mod layout;
mod marks;
mod mention;
mod parts;
mod passage;
mod pipe;
mod prose;
mod rejection;
pub mod row;
mod site;
mod table;
mod text;
mod title;

use crate::model::Document;
pub use encoding::{Declared, Encoding, charset_of};
pub use figures_are::FiguresAre;
pub use format::input_format::InputFormat;
pub use format::workbook;
use format::{crawl, exported, html, spreadsheet, titled};
pub use identity::{Identity, identity, url};
pub use rejection::Rejection;
pub use text::LONGEST;

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
    let is_as_said = declared.said.is_some() && !byte_order::has_mark(bytes);
    read_said(declared.figures, |figures| {
        let mut document = read_decoded(format, &text, source, figures)?;
        if !is_as_said && text.as_bytes() != bytes {
            document.content_hash = content_hash::of(bytes);
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
        document.content_hash = content_hash::of(format!("{} {}", figures.as_str(), document.content_hash).as_bytes());
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

#[cfg(test)]
mod any_page_tests;
#[cfg(test)]
mod any_text_tests;
#[cfg(test)]
mod tests;
