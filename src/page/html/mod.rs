//! Saved web pages: which of their blocks are the title, the summary, the table, the prose and the notice.
//!
//! `flow` makes blocks of tags, `cell` (with `raised` and `picture`) texts of cells, `grid` rows of cells, `head` knows what
//! the page calls its address. The title says which table is meant: the first whose header row names the figures of the
//! title. So tables for layout and navigation need no rules of their own.
//!
//! A web page has much that is not the document: what is above its title, navigation, headers and footers, asides, forms,
//! captions of pictures and tables, links in other tables. Unlike a line of a text page that is left out.

mod cell;
#[cfg(test)]
mod cell_tests;
mod element;
mod flow;
mod grid;
mod head;
mod header;
mod picture;
mod prose;
mod raised;
#[cfg(test)]
mod tests;

use self::flow::Page;
use self::grid::GridRow;
use self::header::Header;
use super::cells::Rows;
use super::mention::Names;
use super::{Rejection, text};
use crate::model::Document;
use crate::slug;

/// How many times the page's own length its rows may take, where cells span many rows.
const MOST_COPIES: usize = 8;

/// Reads a saved web page.
pub(super) fn read(bytes: &[u8], source: &str) -> Result<Document, Rejection> {
    let text = text::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Rejection { line: 1, reason: "the page is empty".to_owned() });
    }
    let page = flow::read(&text, false);
    ensure_whole(&page, &text)?;
    ensure_utf8(&page, &text)?;
    let result = document(&page, &text, bytes, source);
    if result.is_err() && page.has_form {
        // Some systems put the whole page into one form.
        let page = flow::read(&text, true);
        ensure_whole(&page, &text)?;
        return document(&page, &text, bytes, source).or(result);
    }
    result
}

/// Reads inline elements as the text of a cell. Returns it with the reason for which a row with it is unclear, if there is one.
pub(super) fn inline(html: &str) -> (String, Option<String>) {
    // The first row and the first cell of a row hold names.
    let mut page = flow::read(&format!("<table><tr><td><tr><td><td>{html}"), false);
    let cell = page.tables.get_mut(0).and_then(|table| table.rows.pop()?.cells.pop());
    cell.map(|cell| (cell.text, cell.doubt)).unwrap_or_default()
}

fn document(page: &Page, text: &str, bytes: &[u8], source: &str) -> Result<Document, Rejection> {
    let header = header::find(page, text)?;
    let rows = rows(&header, text)?;
    let names = Names::new(&header.figures);
    let prose = prose::read(page, &header, &names);
    Ok(Document {
        slug: slug::of(source, &header.title),
        title: header.title,
        figures: header.figures,
        summary: prose.summary,
        rows: rows.clear,
        unclear: rows.unclear,
        sections: prose.sections,
        notice: prose.notice,
        credits: Vec::new(),
        source: source.to_owned(),
        content_hash: super::hash(bytes),
        layout: "html".to_owned(),
        address: page.head.address(source),
    })
}

/// Refuses a page that was not read to its end.
fn ensure_whole(page: &Page, text: &str) -> Result<(), Rejection> {
    match &page.cut {
        None => Ok(()),
        Some((offset, reason)) => Err(Rejection { line: line_at(text, *offset), reason: reason.clone() }),
    }
}

/// A page that declares another encoding is one only if it has no letter on which the encodings differ.
fn ensure_utf8(page: &Page, text: &str) -> Result<(), Rejection> {
    let Some((charset, offset)) = page.charset.as_ref().filter(|_| !text.is_ascii()) else {
        return Ok(());
    };
    let charset = charset.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';'));
    if charset.is_empty() || matches!(charset, "utf-8" | "utf8" | "unicode-1-1-utf-8") {
        return Ok(());
    }
    let reason = format!("the page declares the encoding `{charset}`: convert it to UTF-8 and try again");
    Err(Rejection { line: line_at(text, *offset), reason })
}

fn rows(header: &Header<'_>, text: &str) -> Result<Rows, Rejection> {
    let mut rows = Rows::new(header.figures.len());
    let mut left = text.len().saturating_mul(MOST_COPIES);
    for row in &header.rows {
        let texts = row.texts();
        if texts == header.texts {
            // Long tables repeat their header.
            continue;
        }
        let length: usize = texts.iter().map(|text| text.len()).sum();
        left = left.checked_sub(length).ok_or_else(|| too_large(text, row.offset))?;
        add(&mut rows, row, &texts, header.figures.len() + 1);
    }
    if rows.is_empty() {
        let reason = "the table has no rows below its header row".to_owned();
        return Err(Rejection { line: line_at(text, header.offset), reason });
    }
    Ok(rows)
}

fn add(rows: &mut Rows, row: &GridRow<'_>, texts: &[&str], width: usize) {
    let raw = || {
        let beyond = row.beyond.iter().map(|cell| &*cell.text);
        texts.iter().copied().chain(beyond).collect::<Vec<_>>().join(" | ")
    };
    let within = &row.cells[..row.cells.len().min(width)];
    let is_same = |one: Option<&flow::Cell>, other: Option<&flow::Cell>| match (one, other) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        _ => false,
    };
    // A last cell may span columns that no other row has.
    let beyond = row.cells.iter().skip(width).filter(|cell| !is_same(**cell, within[width - 1])).count();
    let reason = if texts.iter().all(|text| text.is_empty()) && row.beyond.is_empty() {
        return;
    } else if within.len() > 1 && row.beyond.is_empty() && within[1..].iter().any(|cell| is_same(*cell, within[0])) {
        let reason = "a cell spans the attribute and the figures: it may head the rows below";
        // It is written once, in however many columns it stands.
        return rows.add_unclear(texts[0].to_owned(), reason.to_owned(), Vec::new());
    } else if !row.beyond.is_empty() {
        "the row has more cells than any page has figures"
    } else if row.overlaps {
        "two cells claim the same place"
    } else if within.iter().flatten().any(|cell| cell.has_table) {
        "a cell holds a table of its own"
    } else if within.iter().any(Option::is_none) {
        "a column has no cell"
    } else if let Some(doubt) = within.iter().flatten().find_map(|cell| cell.doubt.as_deref()) {
        doubt
    } else {
        let kept = if beyond == 0 { texts.len().min(width) } else { texts.len() };
        return rows.add(&texts[..kept], raw);
    };
    rows.add_unclear(raw(), reason.to_owned(), Vec::new());
}

fn too_large(text: &str, offset: usize) -> Rejection {
    let reason = "the table repeats its cells over too many rows and columns".to_owned();
    Rejection { line: line_at(text, offset), reason }
}

/// Returns the line on which the byte stands, counted from 1.
fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}
