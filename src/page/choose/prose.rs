//! The prose of a page: what stands around its tables, and the tables that compare something else.

use std::collections::HashMap;

use super::blocks::{Block, Blocks, Content, Table, Title};
use super::compared::{Way, is_other_table};
use crate::model::{Passage, Section};
use crate::page::mention::Names;
use crate::page::{credit, marks, passage};

/// What a page says outside of its tables.
pub(super) struct Prose {
    pub summary: String,
    pub sections: Vec<Section>,
    pub notice: String,
    /// What says whose the pictures are.
    pub credits: Vec<String>,
    /// The heading under which each table stands, by its place among the blocks.
    pub headings: HashMap<usize, String>,
}

/// Reads the blocks below the title. Those before the first table and under no heading are the summary, and so are those
/// under "What's the Difference?".
pub(super) fn read(
    page: &Blocks,
    title: Option<&Title>,
    tables: &[(usize, Way)],
    figures: &[String],
    names: &Names,
) -> Prose {
    let start = title.map_or(0, |title| title.start);
    let is_notice = |block: &Block| matches!(&block.content, Content::Paragraph(text) if marks::is_notice(text));
    let notice = page.blocks.iter().rposition(is_notice);
    let is_main = tables.first().is_some_and(|(at, _)| page.blocks[*at].is_main);
    let first = tables.first().map_or(usize::MAX, |(at, _)| *at);
    let is_read = |at: usize, block: &Block| at >= start && Some(at) != notice && block.is_main == is_main;
    let credit_of = |block: &Block| match &block.content {
        Content::Paragraph(text) if credit::is_credit(text) => Some(text.clone()),
        _ => None,
    };
    let read = || page.blocks.iter().enumerate().filter(|(at, block)| is_read(*at, block));
    let credits = read().filter_map(|(_, block)| credit_of(block)).collect();
    let pieces: Vec<(usize, Piece)> = read()
        .filter(|(_, block)| credit_of(block).is_none())
        .flat_map(|(at, block)| {
            let pieces = match &block.content {
                Content::Heading(text) => vec![Piece::Heading(text)],
                Content::Paragraph(text) => vec![Piece::Paragraph(text.clone())],
                Content::Table(table) if is_other_table(block, at, tables) => {
                    told(table).into_iter().map(Piece::Paragraph).collect()
                }
                Content::Table(_) => vec![Piece::Table],
            };
            pieces.into_iter().map(move |piece| (at, piece))
        })
        .collect();
    let until = |end: usize| pieces.partition_point(|(at, _)| *at < end);
    let end = until(first);
    // A notice above the table parts nothing below it.
    let after = notice.filter(|at| *at > first).map_or(pieces.len(), until);
    let mut sections = Sections { figures, names, read: Vec::new(), headings: HashMap::new() };
    let summary = sections.before_table(&pieces[..end]);
    // What heads the first table heads what follows it, too.
    let above = pieces[..end].iter().rev().find_map(|(_, piece)| piece.heading());
    sections.read(&pieces[end..after], above);
    sections.read(&pieces[after..], None);
    let notice = notice.and_then(|at| match &page.blocks[at].content {
        Content::Paragraph(text) => Some(text.clone()),
        _ => None,
    });
    let notice = notice.unwrap_or_default();
    let mut read = sections.read;
    let above = if is_main { above_title(&page.blocks[..start], title) } else { Vec::new() };
    add_above(&mut read, above.into_iter().map(|text| passage_of(text, figures, names, "")).collect());
    Prose { summary, sections: read, notice, credits, headings: sections.headings }
}

/// Returns what the content of a page says above its title, such as whose it is or of when: no summary, and nothing to be lost.
fn above_title(blocks: &[Block], title: Option<&Title>) -> Vec<String> {
    let texts = blocks.iter().filter(|block| block.is_main).flat_map(|block| match &block.content {
        Content::Heading(text) | Content::Paragraph(text) => vec![text.clone()],
        Content::Table(table) => told(table),
    });
    texts.filter(|text| title.is_none_or(|title| title.text != *text)).collect()
}

/// Adds passages under no heading before all others.
fn add_above(sections: &mut Vec<Section>, mut passages: Vec<Passage>) {
    match sections.first_mut().filter(|section| section.heading.is_empty()) {
        _ if passages.is_empty() => {}
        Some(first) => {
            passages.append(&mut first.passages);
            first.passages = passages;
        }
        None => sections.insert(0, Section { heading: String::new(), passages }),
    }
}

/// Adds remarks beside rows to the section that the table stands in.
pub(super) fn add_notes(sections: &mut Vec<Section>, notes: Vec<(String, String)>, figures: &[String], names: &Names) {
    for (heading, text) in notes {
        let passage = passage_of(text, figures, names, &heading);
        match sections.iter_mut().find(|section| section.heading == heading) {
            Some(section) => section.passages.push(passage),
            None => sections.push(Section { heading, passages: vec![passage] }),
        }
    }
}

/// Returns the rows of a table as prose, each with the heads of its columns where every column has something to head.
fn told(table: &Table) -> Vec<String> {
    let header: Vec<&str> =
        table.rows.first().map_or_else(Vec::new, |row| row.cells.iter().map(|cell| &*cell.text).collect());
    let below = || table.rows.iter().skip(1).filter(|row| !row.is_rule());
    let heads = |at: usize| below().any(|row| row.cells.get(at).is_some_and(|cell| !cell.text.is_empty()));
    // A head over nothing would be lost.
    let is_headed = header.len() > 1 && header.iter().enumerate().all(|(at, head)| !head.is_empty() && heads(at));
    let rows = table.rows.iter().skip(usize::from(is_headed)).filter(|row| !row.is_rule());
    let mut told: Vec<String> = Vec::new();
    for row in rows {
        let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty());
        let texts: Vec<String> = cells
            .map(|(at, cell)| match header.get(at).filter(|_| is_headed) {
                Some(head) => format!("{head}: {}", cell.text),
                None => cell.text.clone(),
            })
            .collect();
        // A cell that spans several columns is told once.
        let mut once: Vec<String> = Vec::new();
        for text in texts {
            if table.layout != "html" || once.last() != Some(&text) {
                once.push(text);
            }
        }
        if !once.is_empty() {
            told.push(once.join("; "));
        } else if !row.raw.is_empty() && row.doubt.is_some() {
            told.push(row.raw.clone());
        }
    }
    told
}

/// A block as it counts here.
enum Piece<'a> {
    Heading(&'a str),
    Paragraph(String),
    /// A table that compares the figures.
    Table,
}

impl Piece<'_> {
    fn heading(&self) -> Option<&str> {
        if let Self::Heading(text) = self { Some(text) } else { None }
    }
}

/// What a heading is for.
#[derive(PartialEq, Eq)]
enum Mark {
    /// It heads the summary.
    Summary,
    /// It parts the page, and heads nothing of its own.
    Part,
    /// It heads prose.
    Heading,
}

/// Answers whether a text by itself only parts a page.
pub(in crate::page) fn is_mark(text: &str) -> bool {
    mark(text) != Mark::Heading
}

fn mark(heading: &str) -> Mark {
    match &*marks::of_heading(heading) {
        "what's the difference" => Mark::Summary,
        "comparison" | "comparison chart" | "comparison table" | "further detail" | "further details" => Mark::Part,
        _ => Mark::Heading,
    }
}

struct Sections<'a> {
    figures: &'a [String],
    names: &'a Names,
    read: Vec<Section>,
    headings: HashMap<usize, String>,
}

impl Sections<'_> {
    /// Reads what is before the first table, and returns the summary.
    fn before_table(&mut self, pieces: &[(usize, Piece)]) -> String {
        // The heading right above the table heads the table.
        let heads_table = pieces.last().is_some_and(|(_, piece)| piece.heading().is_some());
        let pieces = &pieces[..pieces.len() - usize::from(heads_table)];
        let mut summary = Vec::new();
        let mut in_summary = true;
        let mut start = 0;
        for (at, (_, piece)) in pieces.iter().enumerate() {
            match piece {
                Piece::Heading(text) => {
                    let heads_summary = mark(text) == Mark::Summary;
                    if heads_summary && !in_summary {
                        self.read(&pieces[start..at], None);
                    }
                    if in_summary || heads_summary {
                        start = at;
                    }
                    in_summary = heads_summary;
                }
                Piece::Paragraph(text) if in_summary => {
                    summary.push(text.as_str());
                    start = at + 1;
                }
                Piece::Paragraph(_) | Piece::Table => {}
            }
        }
        if !in_summary {
            self.read(&pieces[start..], None);
        }
        if summary.is_empty() && self.read.len() == 1 && self.read[0].heading.is_empty() {
            let only = self.read.remove(0).passages;
            return only.into_iter().map(|passage| passage.text).collect::<Vec<_>>().join("\n\n");
        }
        summary.join("\n\n")
    }

    /// Reads headings and the paragraphs under them. A heading over nothing is kept as a paragraph. `above` is the heading
    /// that stands over the first of them.
    fn read(&mut self, pieces: &[(usize, Piece)], above: Option<&str>) {
        let mut current = above.filter(|text| mark(text) == Mark::Heading).unwrap_or_default().to_owned();
        let goes_on = !current.is_empty() && self.read.last().is_some_and(|section| section.heading == current);
        let mut heading = (!goes_on).then(|| current.clone());
        for (at, (block, piece)) in pieces.iter().enumerate() {
            match piece {
                Piece::Table => {
                    self.headings.insert(*block, current.clone());
                }
                Piece::Heading(text) => {
                    let heads = pieces.get(at + 1).is_some_and(|(_, next)| next.heading().is_none());
                    match mark(text) {
                        Mark::Heading if heads => {
                            (*text).clone_into(&mut current);
                            heading = Some(current.clone());
                        }
                        Mark::Heading => self.add(heading.take(), text, &current),
                        Mark::Summary | Mark::Part => {
                            current = String::new();
                            heading = Some(String::new());
                        }
                    }
                }
                Piece::Paragraph(text) => self.add(heading.take(), text, &current),
            }
        }
    }

    /// Adds a passage, under a heading if it is the first there.
    fn add(&mut self, heading: Option<String>, text: &str, current: &str) {
        let passage = passage_of(text.to_owned(), self.figures, self.names, current);
        match (heading, self.read.last_mut()) {
            (None, Some(section)) => section.passages.push(passage),
            (heading, _) => {
                self.read.push(Section { heading: heading.unwrap_or_default(), passages: vec![passage] });
            }
        }
    }
}

/// Returns a passage with the figures that it is about: those that it tells of, else, under a heading that names one figure
/// alone, that one.
pub(super) fn passage_of(text: String, figures: &[String], names: &Names, heading: &str) -> Passage {
    let about = passage::about(&text, heading, names);
    Passage { text, figures: about.into_iter().map(|index| figures[index].clone()).collect() }
}
