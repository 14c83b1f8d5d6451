//! A page that is text: read as the site sets it whose rows ran together, else as a text with tables that are drawn.

use super::text_blocks;
use crate::model::Document;
use crate::page::choose::{self, Content};
use crate::page::figures_are::FiguresAre;
use crate::page::mention::Names;
use crate::page::parts::Parts;
use crate::page::rejection::Rejection;
use crate::page::{address, cells, content_hash, layout, marks, prose, table, text};
use crate::slug;

/// Reads a text page that is UTF-8.
pub(super) fn read(bytes: &[u8], source: &str, figures: Option<FiguresAre>) -> Result<Document, Rejection> {
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
        content_hash: content_hash::of(bytes),
        layout: parts.layout.to_owned(),
        address: address::of(source),
    }
}
