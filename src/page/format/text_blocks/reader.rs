//! Goes through a text page line by line: what is a table, a heading, code, a note or web markup is read as such, the rest is
//! prose.

use super::marked::{ends_fence, fence, heading, indented, is_across, underlined, web_table};
use super::page::Page;
use super::{blank, grid, piped, ruled, single};
use crate::page::choose::title::readings;
use crate::page::choose::{self, Block, Blocks, Content, Table, Title};
use crate::page::format::file_title::file_title;
use crate::page::format::markdown::definition::{self, Links};
use crate::page::format::{html, markdown};
use crate::page::text::Line;
use crate::page::{credit, marks, prose, text};

/// Takes a page apart. `lines` are those of the text, trimmed.
pub(in crate::page) fn read(text: &str, lines: &[Line<'_>], source: &str) -> Blocks {
    let raw: Vec<&str> = text.split('\n').collect();
    let is_marked = |line: &Line<'_>| heading(line.text).is_some();
    let has_headings = lines.iter().any(is_marked);
    let has_markdown = has_headings || ["](", "**", "[^", "`"].iter().any(|mark| text.contains(mark));
    let defined = if has_markdown { Links::of(lines.iter().map(|line| line.text)) } else { Links::default() };
    let mut reader = Reader {
        page: Page { lines, raw, links: defined },
        has_headings,
        has_markdown,
        out: Blocks::default(),
        run: Vec::new(),
        is_first: true,
        readings: Vec::new(),
    };
    let start = reader.front_matter();
    reader.readings = reader.names(source);
    reader.read(start);
    reader.add_names(source);
    reader.out
}

struct Reader<'a, 'b> {
    page: Page<'a, 'b>,
    /// Whether headings are marked as such: then no other line is one.
    has_headings: bool,
    /// Whether prose is read as Markdown, too.
    has_markdown: bool,
    out: Blocks,
    /// The lines that are no table and not dealt with yet.
    run: Vec<Line<'a>>,
    /// Whether nothing was read yet.
    is_first: bool,
    /// The figures that what may be the title may name.
    readings: Vec<Vec<String>>,
}

impl Reader<'_, '_> {
    /// Reads the block of `title: ...` lines that a page may begin with, and returns where the page goes on.
    fn front_matter(&mut self) -> usize {
        let Some(first) = self.page.lines.iter().position(|line| !line.text.is_empty()) else { return 0 };
        let fence = self.page.lines[first].text;
        if !matches!(fence, "---" | "+++") {
            return 0;
        }
        let end = self.page.lines[first + 1..]
            .iter()
            .position(|line| line.text == fence || fence == "---" && line.text == "...");
        let Some(end) = end.map(|end| first + 1 + end) else { return 0 };
        let inner = &self.page.lines[first + 1..end];
        if !inner
            .iter()
            .all(|line| line.text.is_empty() || line.text.contains([':', '=']) || line.text.starts_with(['-', '#']))
        {
            return 0;
        }
        for line in inner {
            let title =
                line.text.strip_prefix("title").map(str::trim_start).and_then(|rest| rest.strip_prefix([':', '=']));
            if let Some(title) = title {
                let title = title.trim().trim_matches(['"', '\'']).trim();
                self.add_title(title, line.number, 0);
            }
        }
        end + 1
    }

    fn add_title(&mut self, text: &str, line: usize, start: usize) {
        let text = if self.has_markdown { self.inline(text) } else { text.to_owned() };
        if !text.is_empty() {
            self.out.titles.push(Title { text, line, start, is_shown: true });
        }
    }

    /// Returns what the texts that may be titles may name: front matter, the first heading or line, the name of the file.
    fn names(&self, source: &str) -> Vec<Vec<String>> {
        let mut texts: Vec<String> = self.out.titles.iter().map(|title| title.text.clone()).collect();
        let first = self.page.lines.iter().find(|line| !line.text.is_empty() && !marks::is_brand(line.text));
        let headed = self.page.lines.iter().find_map(|line| heading(line.text));
        texts.extend(headed.into_iter().chain(first.map(|line| line.text)).map(|text| self.inline(text)));
        texts.extend(file_title(source));
        texts.iter().flat_map(|text| readings(text)).collect()
    }

    /// Adds the name of the file as the last of the titles.
    fn add_names(&mut self, source: &str) {
        self.out.titles.extend(file_title(source).map(|text| Title { text, line: 1, start: 0, is_shown: false }));
    }

    fn read(&mut self, start: usize) {
        let mut at = start;
        while at < self.page.lines.len() {
            let line = self.page.lines[at];
            if let Some(fence) = fence(line.text) {
                at = self.fenced(at, fence);
            } else if let Some(end) = indented(&self.page, at).filter(|_| self.has_headings) {
                self.code(at, end);
                at = end;
            } else if let Some(end) = web_table(&self.page, at) {
                self.flush(true);
                self.web(at, end);
                at = end;
            } else if let Some((table, next)) = self.table(at) {
                self.flush(true);
                self.push(line.number, Content::Table(table));
                at = next;
            } else if self.has_markdown && is_across(line.text) && at > 0 && self.page.lines[at - 1].text.is_empty() {
                self.flush(false);
                at += 1;
            } else if let Some(text) = heading(line.text) {
                self.flush(false);
                self.head(text, line.number);
                at += 1;
            } else if let Some(text) = underlined(&self.page, at) {
                self.flush(false);
                self.head(text, line.number);
                at += 2;
            } else if let Some(text) = definition::note(line.text) {
                self.flush(false);
                at = self.note(text, at);
            } else if self.is_link(at) {
                self.flush(false);
                at += 1;
            } else {
                self.run.push(line);
                at += 1;
            }
        }
        self.flush(false);
    }

    fn inline(&self, text: &str) -> String {
        markdown::inline(text, &self.page.links).text
    }

    fn push(&mut self, line: usize, content: Content) {
        self.is_first = false;
        self.out.blocks.push(Block { line, content, is_main: true });
    }

    /// Takes in a heading: the first of a page is what may be its title.
    fn head(&mut self, text: &str, line: usize) {
        let text = self.inline(text);
        if text.is_empty() {
            return;
        }
        if self.is_first && self.out.titles.iter().all(|title| title.start == 0) {
            self.is_first = false;
            self.out.titles.push(Title { text, line, start: self.out.blocks.len(), is_shown: true });
        } else {
            self.push(line, Content::Heading(text));
        }
    }

    /// Turns the lines that were gathered into headings and paragraphs. Before a table the last of them may head it.
    fn flush(&mut self, is_before_table: bool) {
        let run = std::mem::take(&mut self.run);
        let mut pieces: Vec<prose::Piece> = text::blocks(&run).flat_map(prose::pieces).collect();
        let mut line = run.iter().find(|line| !line.text.is_empty()).map_or(1, |line| line.number);
        if self.is_first && !self.has_headings && self.out.titles.is_empty() && !pieces.is_empty() {
            // The first line of a page without headings is its title, if it is one.
            let is_brand = marks::is_brand(&pieces[0].text) && pieces.len() > 1;
            let place = usize::from(is_brand);
            if !readings(&pieces[place].text).is_empty() || pieces[place].could_head {
                let title = pieces.drain(..=place).next_back();
                self.add_title(&title.map(|piece| piece.text).unwrap_or_default(), line, 0);
            }
        }
        let count = pieces.len();
        let could_head: Vec<bool> = pieces.iter().map(|piece| piece.could_head).collect();
        for (at, piece) in pieces.into_iter().enumerate() {
            let is_over_prose = could_head.get(at + 1) == Some(&false);
            let is_over_table = is_before_table && at + 1 == count;
            let text = if self.has_markdown { self.inline(&piece.text) } else { piece.text };
            if text.is_empty() {
                continue;
            }
            let is_mark = choose::is_mark(&text);
            let could_head = piece.could_head && !credit::is_credit(&text);
            let is_heading = is_mark || could_head && !self.has_headings && (is_over_prose || is_over_table);
            self.push(line, if is_heading { Content::Heading(text) } else { Content::Paragraph(text) });
            line += 1;
        }
    }

    /// Reads a table that is written as a web page has it.
    fn web(&mut self, start: usize, end: usize) {
        let text = self.page.raw[start..end].join("\n");
        let first = self.page.lines[start].number;
        let blocks = html::blocks(&text)
            .unwrap_or_else(|| vec![Block { line: 1, content: Content::Paragraph(text.clone()), is_main: true }]);
        for block in blocks {
            self.push(first + block.line - 1, block.content);
        }
    }

    /// Answers whether a line only defines a link. Within a paragraph it is a part of that.
    fn is_link(&self, at: usize) -> bool {
        let is_apart = self.run.last().is_none_or(|line| line.text.is_empty());
        self.has_markdown && is_apart && definition::link(self.page.lines[at].text).is_some()
    }

    /// Keeps the text of a note as prose, and returns where the page goes on: behind the lines that follow directly, and those
    /// further below that are indented.
    fn note(&mut self, text: &str, at: usize) -> usize {
        let begins = |at: usize| {
            let line = self.page.lines[at].text;
            definition::note(line).is_some() || definition::link(line).is_some() || heading(line).is_some()
        };
        let mut paragraphs = vec![text.to_owned()];
        let mut next = at + 1;
        while let Some(line) = self.page.lines.get(next) {
            let is_below_blank = self.page.lines[next - 1].text.is_empty();
            let is_indented = self.page.raw[next].starts_with("    ") || self.page.raw[next].starts_with('\t');
            if begins(next) || is_below_blank && !line.text.is_empty() && !is_indented || line.text.contains('|') {
                break;
            }
            match paragraphs.last_mut().filter(|_| !is_below_blank) {
                Some(last) => *last = format!("{last} {}", line.text),
                None => paragraphs.push(line.text.to_owned()),
            }
            next += 1;
        }
        for paragraph in paragraphs {
            let text = self.inline(&paragraph);
            if !text.is_empty() {
                self.push(self.page.lines[at].number, Content::Paragraph(text));
            }
        }
        next
    }

    /// Keeps a block of code as prose, and returns where the page goes on.
    fn fenced(&mut self, at: usize, fence: &str) -> usize {
        let is_end = |line: &Line<'_>| ends_fence(line.text, fence);
        let Some(end) = self.page.lines[at + 1..].iter().position(is_end).map(|end| at + 1 + end) else {
            self.run.push(self.page.lines[at]);
            return at + 1;
        };
        self.code(at + 1, end);
        end + 1
    }

    /// Keeps lines of code as one paragraph.
    fn code(&mut self, start: usize, end: usize) {
        self.flush(false);
        let text: Vec<&str> = self.page.raw[start..end].iter().map(|line| line.trim_end()).collect();
        let text = text.join("\n");
        if !text.trim().is_empty() {
            self.push(self.page.lines[start].number, Content::Paragraph(text));
        }
    }

    /// Returns the table that begins on a line, and the first line below it.
    fn table(&self, at: usize) -> Option<(Table, usize)> {
        let page = &self.page;
        if page.lines[at].text.is_empty() {
            return None;
        }
        piped::read(page, at)
            .or_else(|| grid::read(page, at))
            .or_else(|| ruled::read(page, at))
            .or_else(|| blank::tabbed(page, at))
            .or_else(|| blank::aligned(page, at))
            .or_else(|| single::read(page, at, &self.readings))
    }
}
