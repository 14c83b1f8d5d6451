//! The prose of a web page: what stands around its table.

use super::flow::{Block, Page};
use super::header::Header;
use crate::model::{Passage, Section};
use crate::name;
use crate::page::mention::Names;
use crate::page::{marks, passage, text};

/// What a page says outside of its table.
pub(super) struct Prose {
    pub(super) summary: String,
    pub(super) sections: Vec<Section>,
    pub(super) notice: String,
}

/// Reads the blocks below the title. Those before the table and under no heading are the summary, and so are those under
/// "What's the Difference?", or under the only heading there is.
pub(super) fn read(page: &Page, header: &Header<'_>, names: &Names) -> Prose {
    let is_notice = |block: &Block| marks::is_notice(&block.text);
    let notice = page.blocks.iter().rposition(is_notice);
    let table = &page.tables[header.table];
    let is_prose = |(at, block): &(usize, &Block)| {
        *at >= header.start
            && Some(*at) != notice
            && block.table != Some(header.table)
            && !block.is_furniture
            && block.is_main == table.is_main
            && (block.table.is_none() || is_told(block))
    };
    let blocks: Vec<(usize, &Block)> = page.blocks.iter().enumerate().filter(is_prose).collect();
    let until = |end: usize| blocks.partition_point(|(at, _)| *at < end);
    let end = until(table.start);
    let after = until(notice.unwrap_or(usize::MAX)).max(end);
    let mut sections = Sections { figures: &header.figures, names, read: Vec::new() };
    let summary = sections.before_table(&blocks[..end]);
    sections.read(&blocks[end..after]);
    sections.read(&blocks[after..]);
    let notice = notice.map(|at| page.blocks[at].text.clone()).unwrap_or_default();
    Prose { summary, sections: sections.read, notice }
}

/// Answers whether a block in a cell of another table is prose, and not a part of a layout or a list of links.
fn is_told(block: &Block) -> bool {
    block.heading.is_some() || block.is_marked || text::is_long(&block.text) && text::ends_sentence(&block.text)
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

fn mark(heading: &str) -> Mark {
    let heading = name::fold(heading).replace('’', "'");
    match heading.trim_end_matches(['?', ':']) {
        "what's the difference" => Mark::Summary,
        "comparison" | "comparison chart" | "comparison table" | "further detail" | "further details" => Mark::Part,
        _ => Mark::Heading,
    }
}

struct Sections<'a> {
    figures: &'a [String],
    names: &'a Names,
    read: Vec<Section>,
}

impl Sections<'_> {
    /// Reads what is before the table, and returns the summary.
    fn before_table(&mut self, blocks: &[(usize, &Block)]) -> String {
        // The heading right above the table heads the table.
        let heads_table = blocks.last().is_some_and(|(_, block)| block.heading.is_some());
        let blocks = &blocks[..blocks.len() - usize::from(heads_table)];
        let mut summary = Vec::new();
        let mut in_summary = true;
        let mut start = 0;
        for (at, (_, block)) in blocks.iter().enumerate() {
            if block.heading.is_some() {
                let heads_summary = mark(&block.text) == Mark::Summary;
                if heads_summary && !in_summary {
                    self.read(&blocks[start..at]);
                }
                if in_summary || heads_summary {
                    start = at;
                }
                in_summary = heads_summary;
            } else if in_summary {
                summary.push(&*block.text);
                start = at + 1;
            }
        }
        if !in_summary {
            self.read(&blocks[start..]);
        }
        if summary.is_empty() && self.read.len() == 1 {
            let only = self.read.remove(0).passages;
            return only.into_iter().map(|passage| passage.text).collect::<Vec<_>>().join("\n\n");
        }
        summary.join("\n\n")
    }

    /// Reads headings and the paragraphs under them. A heading over nothing is kept as a paragraph.
    fn read(&mut self, blocks: &[(usize, &Block)]) {
        let mut heading = Some("");
        for (at, (_, block)) in blocks.iter().enumerate() {
            let is_heading = block.heading.is_some();
            let heads = blocks.get(at + 1).is_some_and(|(_, next)| next.heading.is_none());
            match mark(&block.text) {
                Mark::Heading if is_heading && heads => heading = Some(&*block.text),
                Mark::Heading => self.add(heading.take(), &block.text),
                _ if is_heading => heading = Some(""),
                _ => self.add(heading.take(), &block.text),
            }
        }
    }

    /// Adds a passage, under a heading if it is the first there.
    fn add(&mut self, heading: Option<&str>, text: &str) {
        let about = passage::subjects(text, self.names);
        let figures = about.into_iter().map(|index| self.figures[index].clone()).collect();
        let passage = Passage { text: text.to_owned(), figures };
        match (heading, self.read.last_mut()) {
            (None, Some(section)) => section.passages.push(passage),
            (heading, _) => {
                self.read.push(Section { heading: heading.unwrap_or_default().to_owned(), passages: vec![passage] });
            }
        }
    }
}
