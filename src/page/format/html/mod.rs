//! Saved web pages: which of their blocks are the title, the summary, the table, the prose and the notice.
//!
//! `flow` makes blocks of tags, `cell` (with `raised` and `picture`) texts of cells, `grid` rows of cells, `head` knows what
//! the page calls its address. The title says which table is meant: the first whose header row names the figures of the
//! title. So tables for layout and navigation need no rules of their own.
//!
//! A web page has much that is not the document: what is above its title, navigation, headers and footers, asides, forms,
//! links in other tables. Unlike a line of a text page that is left out.

mod blocks;
mod cell;
#[cfg(test)]
mod cell_tests;
mod element;
mod flow;
mod grid;
mod head;
#[cfg(test)]
mod hostile_tests;
mod icon;
mod line;
mod page;
mod picture;
mod raised;
#[cfg(test)]
mod tests;

use self::page::Page;
use crate::model::Document;
use crate::page::choose::Block;
use crate::page::figures_are::FiguresAre;
use crate::page::rejection::Rejection;
use crate::page::{choose, text};

/// Reads a saved web page.
pub(in crate::page) fn read(bytes: &[u8], source: &str, figures: Option<FiguresAre>) -> Result<Document, Rejection> {
    let text = text::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Rejection { line: 1, reason: "the page is empty".to_owned() });
    }
    text::ensure_no_archive(&text)?;
    let page = flow::read(&text, false);
    ensure_whole(&page, &text)?;
    let result = document(&page, &text, bytes, source, figures);
    if result.is_err() && page.has_form {
        // Some systems put the whole page into one form.
        let page = flow::read(&text, true);
        ensure_whole(&page, &text)?;
        return document(&page, &text, bytes, source, figures).or(result);
    }
    result
}

/// Reads inline elements as the text of a cell. Returns it with the reason for which a row with it is unclear, if there is one.
pub(in crate::page) fn inline(html: &str) -> (String, Option<String>) {
    // The first row and the first cell of a row hold names.
    let mut page = flow::read(&format!("<table><tr><td><tr><td><td>{html}"), false);
    let cell = page.tables.get_mut(0).and_then(|table| table.rows.pop()?.cells.pop());
    cell.map(|cell| (cell.text, cell.doubt)).unwrap_or_default()
}

/// Reads a part of a page as blocks; `None` where it has too much for a page.
pub(in crate::page) fn blocks(part: &str) -> Option<Vec<Block>> {
    let page = flow::read(part, false);
    let blocks = blocks::read(&page, part, "").ok().filter(|_| page.cut.is_none())?;
    Some(blocks.blocks)
}

fn document(
    page: &Page,
    text: &str,
    bytes: &[u8],
    source: &str,
    figures: Option<FiguresAre>,
) -> Result<Document, Rejection> {
    let too_large =
        |line| Rejection { line, reason: "the table repeats its cells over too many rows and columns".to_owned() };
    let blocks = blocks::read(page, text, source).map_err(too_large)?;
    let chosen = choose::choose(&blocks, figures)?;
    Ok(chosen.document(bytes, source, page.head.address(source)))
}

/// Refuses a page that was not read to its end.
fn ensure_whole(page: &Page, text: &str) -> Result<(), Rejection> {
    match &page.cut {
        None => Ok(()),
        Some((offset, reason)) => Err(Rejection { line: line::line_at(text, *offset), reason: reason.clone() }),
    }
}
