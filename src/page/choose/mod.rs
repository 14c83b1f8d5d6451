//! What a page compares: title, figures and tables are found by the same rules, whatever format the page was written in.
//! Each format's reader feeds it with blocks; it knows no format.
//!
//! A page is a comparison when a table of it surely compares figures: when the table names those of the page's title, or when
//! the first cell of its header tells which way round it is. Every such table of the page is read; what else the page has is
//! prose. Where two readings are possible none is taken.

mod agree;
mod blocks;
mod compared;
mod list_words;
mod naming;
mod orientation;
mod prepared;
mod prose;
mod refusal;
mod rows;
mod serial;
pub(in crate::page) mod title;
mod titled;
mod untitled;
mod words;

use std::collections::{HashMap, HashSet};

pub(in crate::page) use self::blocks::{Block, Blocks, Cell, Content, Table, TableRow, Title};
use self::compared::{Compared, Way};
pub(in crate::page) use self::prose::is_mark;
use self::rows::Rows;
pub(in crate::page) use self::words::is_usual_label;
use super::cells;
use super::figures_are::FiguresAre;
use super::mention::Names;
use super::rejection::Rejection;
use crate::model::{Document, Row, Section, UnclearRow};

/// What a page says.
#[derive(Debug)]
pub(in crate::page) struct Chosen {
    pub title: String,
    pub figures: Vec<String>,
    pub summary: String,
    pub rows: Vec<Row>,
    pub unclear: Vec<UnclearRow>,
    pub sections: Vec<Section>,
    pub notice: String,
    pub credits: Vec<String>,
    pub layout: &'static str,
}

impl Chosen {
    /// Returns the document, once it is known where it came from.
    pub fn document(self, bytes: &[u8], source: &str, address: Option<String>) -> Document {
        Document {
            slug: crate::slug::of(source, &self.title),
            title: self.title,
            figures: self.figures,
            summary: self.summary,
            rows: self.rows,
            unclear: self.unclear,
            sections: self.sections,
            notice: self.notice,
            credits: self.credits,
            source: source.to_owned(),
            content_hash: super::content_hash::of(bytes),
            layout: self.layout.to_owned(),
            address,
        }
    }
}

/// Answers whether these are the names of the figures of one of the readings of a title.
pub(in crate::page) fn agrees(names: &[&str], readings: &[Vec<String>]) -> bool {
    let names: Vec<agree::Name> = names.iter().map(|name| agree::Name::new(name)).collect();
    readings.iter().any(|figures| {
        let figures: Vec<agree::Name> = figures.iter().map(|name| agree::Name::new(name)).collect();
        agree::all(&names.iter().collect::<Vec<_>>(), &figures).is_some()
    })
}

/// Finds out what a page compares.
pub(in crate::page) fn choose(page: &Blocks, way: Option<FiguresAre>) -> Result<Chosen, Rejection> {
    let Compared { title, figures, tables } = orientation::find(page, way)?;
    let line = tables.first().map_or(1, |(at, _)| page.blocks[*at].line);
    let figures = cells::figures(figures.iter().map(String::as_str), line)?;
    let names = Names::new(&figures);
    let prose = prose::read(page, title.as_ref(), &tables, &figures, &names);
    let mut rows = Rows::new(figures.len());
    let mut layout = "";
    for (at, way) in &tables {
        let Content::Table(table) = &page.blocks[*at].content else { continue };
        if layout.is_empty() {
            layout = table.layout;
        }
        let heading = prose.headings.get(at).cloned().unwrap_or_default();
        match way {
            Way::Columns(columns) => rows.add_columns(table, columns, &heading)?,
            Way::Rows(turned) => rows.add_turned(table, turned, &heading)?,
        }
    }
    rows.finish();
    if rows.is_empty() {
        return Err(Rejection { line, reason: "the table has no rows below its header row".to_owned() });
    }
    // The name of a file may tell what is compared; what readers see as the title is the title.
    let shown =
        title.filter(|title| title.is_shown).or_else(|| page.titles.iter().find(|title| title.is_shown).cloned());
    let shown = shown.map(|title| title.text);
    let mut sections = prose.sections;
    prose::add_notes(&mut sections, rows.notes, &figures, &names);
    let over_nothing = over_nothing(&prose.headings, &rows.clear, &sections);
    prose::add_notes(&mut sections, over_nothing, &figures, &names);
    Ok(Chosen {
        title: shown.unwrap_or_else(|| figures.join(" vs. ")),
        figures,
        summary: prose.summary,
        rows: rows.clear,
        unclear: rows.unclear,
        sections,
        notice: prose.notice,
        credits: prose.credits,
        layout,
    })
}

/// Returns the headings over tables that stand with no clear row, nor over prose, as remarks under no heading.
fn over_nothing(headings: &HashMap<usize, String>, rows: &[Row], sections: &[Section]) -> Vec<(String, String)> {
    let mut headings: Vec<(&usize, &String)> = headings.iter().filter(|(_, heading)| !heading.is_empty()).collect();
    headings.sort_unstable();
    let of_rows = rows.iter().map(|row| &row.group);
    let of_sections = sections.iter().map(|section| &section.heading);
    let mut kept: HashSet<&String> =
        if headings.is_empty() { HashSet::new() } else { of_rows.chain(of_sections).collect() };
    headings.retain(|(_, heading)| kept.insert(heading));
    headings.into_iter().map(|(_, heading)| (String::new(), heading.clone())).collect()
}

#[cfg(test)]
mod tests;
