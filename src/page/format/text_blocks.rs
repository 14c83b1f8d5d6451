//! Text and Markdown pages to blocks: headings, paragraphs, and tables in all the ways in which people set them.
//!
//! A table is one when its first rows agree on their shape: Markdown with pipes, a grid of `+---+`, tabs, columns that two
//! blanks or more part and that line up, or one cell a line under a header that repeats the figures of the title. Rows whose
//! cells ran together are no table here; see `layout`.

use super::markdown;
use crate::page::choose::title::readings;
use crate::page::choose::{self, Block, Blocks, Cell, Content, Table, TableRow, Title, agrees};
use crate::page::text::Line;
use crate::page::{credit, marks, pipe, prose, text};

/// The most figures of a table that is set one cell a line.
const MOST_SINGLE: usize = 8;

/// The longest cell of a header that is set so, in characters.
const LONGEST_HEAD: usize = 80;

/// Takes a page apart. `lines` are those of the text, trimmed.
pub(in crate::page) fn read(page: &str, lines: &[Line<'_>], source: &str) -> Blocks {
    let raw: Vec<&str> = page.split('\n').collect();
    let is_marked = |line: &Line<'_>| heading(line.text).is_some();
    let has_headings = lines.iter().any(is_marked);
    let has_markdown = has_headings || ["](", "**", "[^", "`"].iter().any(|mark| page.contains(mark));
    let mut reader = Reader {
        lines,
        raw,
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
    lines: &'b [Line<'a>],
    /// The same lines as they stand.
    raw: Vec<&'a str>,
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

impl<'a> Reader<'a, '_> {
    /// Reads the block of `title: ...` lines that a page may begin with, and returns where the page goes on.
    fn front_matter(&mut self) -> usize {
        let Some(first) = self.lines.iter().position(|line| !line.text.is_empty()) else { return 0 };
        let fence = self.lines[first].text;
        if !matches!(fence, "---" | "+++") {
            return 0;
        }
        let end =
            self.lines[first + 1..].iter().position(|line| line.text == fence || fence == "---" && line.text == "...");
        let Some(end) = end.map(|end| first + 1 + end) else { return 0 };
        let inner = &self.lines[first + 1..end];
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
        let text = if self.has_markdown { markdown::inline(text).text } else { text.to_owned() };
        if !text.is_empty() {
            self.out.titles.push(Title { text, line, start, is_shown: true });
        }
    }

    /// Returns what the texts that may be titles may name: front matter, the first heading or line, the name of the file.
    fn names(&self, source: &str) -> Vec<Vec<String>> {
        let mut texts: Vec<String> = self.out.titles.iter().map(|title| title.text.clone()).collect();
        let first = self.lines.iter().find(|line| !line.text.is_empty() && !marks::is_brand(line.text));
        let headed = self.lines.iter().find_map(|line| heading(line.text));
        texts.extend(headed.into_iter().chain(first.map(|line| line.text)).map(|text| markdown::inline(text).text));
        texts.extend(file_title(source));
        texts.iter().flat_map(|text| readings(text)).collect()
    }

    /// Adds the name of the file as the last of the titles.
    fn add_names(&mut self, source: &str) {
        self.out.titles.extend(file_title(source).map(|text| Title { text, line: 1, start: 0, is_shown: false }));
    }

    fn read(&mut self, start: usize) {
        let mut at = start;
        while at < self.lines.len() {
            let line = self.lines[at];
            if let Some(fence) = fence(line.text) {
                at = self.fenced(at, fence);
            } else if let Some((table, next)) = self.table(at) {
                self.flush(true);
                self.push(line.number, Content::Table(table));
                at = next;
            } else if let Some(text) = heading(line.text) {
                self.flush(false);
                self.head(text, line.number);
                at += 1;
            } else if let Some(text) = self.underlined(at) {
                self.flush(false);
                self.head(text, line.number);
                at += 2;
            } else {
                self.run.push(line);
                at += 1;
            }
        }
        self.flush(false);
    }

    fn push(&mut self, line: usize, content: Content) {
        self.is_first = false;
        self.out.blocks.push(Block { line, content, is_main: true });
    }

    /// Takes in a heading: the first of a page is what may be its title.
    fn head(&mut self, text: &str, line: usize) {
        let text = markdown::inline(text).text;
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
            let text = if self.has_markdown { markdown::inline(&piece.text).text } else { piece.text };
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

    /// Keeps a block of code as prose, and returns where the page goes on.
    fn fenced(&mut self, at: usize, fence: &str) -> usize {
        let is_end = |line: &Line<'_>| line.text.starts_with(fence) && line.text.chars().all(|c| fence.starts_with(c));
        let Some(end) = self.lines[at + 1..].iter().position(is_end).map(|end| at + 1 + end) else {
            self.run.push(self.lines[at]);
            return at + 1;
        };
        self.flush(false);
        let text: Vec<&str> = self.raw[at + 1..end].iter().map(|line| line.trim_end()).collect();
        let text = text.join("\n");
        if !text.trim().is_empty() {
            self.push(self.lines[at].number, Content::Paragraph(text));
        }
        end + 1
    }

    /// Returns the text of a heading that is underlined.
    fn underlined(&self, at: usize) -> Option<&'a str> {
        let (line, below) = (self.lines[at].text, self.lines.get(at + 1)?.text);
        let is_alone = at == 0 || self.lines[at - 1].text.is_empty();
        let is_rule = below.len() >= 3 && (below.bytes().all(|c| c == b'=') || below.bytes().all(|c| c == b'-'));
        (is_alone && is_rule && !line.is_empty() && !line.contains('|') && !text::ends_sentence(line)).then_some(line)
    }

    /// Returns the table that begins on a line, and the first line below it.
    fn table(&self, at: usize) -> Option<(Table, usize)> {
        if self.lines[at].text.is_empty() {
            return None;
        }
        self.piped(at)
            .or_else(|| self.grid(at))
            .or_else(|| self.tabbed(at))
            .or_else(|| self.aligned(at))
            .or_else(|| self.single(at))
    }

    fn piped(&self, at: usize) -> Option<(Table, usize)> {
        if !self.lines[at].text.contains('|') {
            return None;
        }
        let end = (at + 2).min(self.lines.len());
        let below = self.lines.get(at + 1).map_or("", |line| line.text);
        let is_header =
            |names: &[String]| pipe::has_columns(below, names.len()) && names[1..].iter().all(|name| !name.is_empty());
        let found = pipe::find(&self.lines[..end], at, at + 1, end, is_header).next()?;
        let (rows, taken) = pipe::rows(&found, &self.lines[found.start..], false);
        let header = TableRow {
            line: self.lines[at].number,
            cells: found.written.iter().map(|text| piped_cell(text)).collect(),
            raw: self.lines[at].text.to_owned(),
            ..TableRow::default()
        };
        let columns = header.cells.len();
        let mut table = Table { rows: vec![header], layout: if found.is_outer() { "pipe-outer" } else { "pipe" } };
        for row in rows {
            let mut read =
                TableRow { line: self.lines[found.start].number, raw: row.raw.clone(), ..TableRow::default() };
            match row.cells {
                Ok(cells) => read.cells = cells.iter().map(|text| piped_cell(text)).collect(),
                // Markdown has it that cells which are missing at the end are empty.
                Err(_)
                    if found.has_rule && pipe::is_whole(&row.raw) && (1..columns).contains(&pipe::width(&row.raw)) =>
                {
                    read.cells = pipe::all_cells(&row.raw).iter().map(|text| piped_cell(text)).collect();
                    read.cells.resize(columns, Cell::default());
                }
                Err(reason) => read.doubt = Some(reason),
            }
            table.rows.push(read);
        }
        Some((table, found.start + taken))
    }

    /// A table drawn with `+---+` between its rows.
    fn grid(&self, at: usize) -> Option<(Table, usize)> {
        let is_rule = |line: &str| {
            line.len() > 4
                && line.starts_with('+')
                && line.ends_with('+')
                && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
        };
        if !is_rule(self.lines[at].text) {
            return None;
        }
        let columns = self.lines[at].text.matches('+').count() - 1;
        let mut rows: Vec<TableRow> = Vec::new();
        let mut open: Option<TableRow> = None;
        let mut next = at;
        while let Some(line) = self.lines.get(next).filter(|line| line.text.starts_with(['+', '|'])) {
            if is_rule(line.text) {
                rows.extend(open.take());
            } else {
                let texts = pipe::all_cells(line.text);
                let row = open.get_or_insert_with(|| TableRow { line: line.number, ..TableRow::default() });
                if texts.len() == columns {
                    row.cells.resize(columns, Cell::default());
                    for (cell, text) in row.cells.iter_mut().zip(&texts).filter(|(_, text)| !text.is_empty()) {
                        let gap = if cell.text.is_empty() { "" } else { " " };
                        cell.text = format!("{}{gap}{text}", cell.text);
                    }
                } else {
                    row.doubt = Some(format!("the row has {} cells, where {columns} are needed", texts.len()));
                }
                row.raw = if row.raw.is_empty() { line.text.to_owned() } else { format!("{} {}", row.raw, line.text) };
            }
            next += 1;
        }
        rows.extend(open);
        for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
            *cell = piped_cell(&cell.text);
        }
        (columns >= 2 && rows.len() > 1).then_some((Table { rows, layout: "grid" }, next))
    }

    /// A table whose cells are parted by tabs.
    fn tabbed(&self, at: usize) -> Option<(Table, usize)> {
        self.parted(at, "tabs", |line| {
            if !line.contains('\t') {
                return None;
            }
            Some(line.trim_end_matches([' ', '\r']).split('\t').map(str::trim).collect())
        })
    }

    /// A table whose cells are parted by two blanks or more and begin at the same places.
    fn aligned(&self, at: usize) -> Option<(Table, usize)> {
        // Where the texts of a line begin and end, in characters.
        let texts = |line: &str| -> Vec<(usize, usize)> {
            let mut texts: Vec<(usize, usize)> = Vec::new();
            for (place, _) in line.chars().enumerate().filter(|(_, c)| *c != ' ') {
                match texts.last_mut().filter(|(_, end)| place < *end + 2) {
                    Some((_, end)) => *end = place + 1,
                    None => texts.push((place, place + 1)),
                }
            }
            texts
        };
        let columns: Vec<usize> = texts(self.raw[at]).iter().map(|(start, _)| *start).collect();
        if columns.len() < 3 {
            return None;
        }
        self.parted(at, "columns", move |line| {
            let found = texts(line);
            // A text that begins beside the columns, or runs into the next one, is as likely prose.
            let fits = |(start, end): &(usize, usize)| {
                let next = columns.iter().find(|column| *column > start);
                columns.contains(start) && next.is_none_or(|next| end < next)
            };
            // So is a line with one text.
            if line.contains(['\t', '|']) || found.len() < 2 || !found.iter().all(fits) {
                return None;
            }
            let chars: Vec<(usize, char)> = line.char_indices().collect();
            let offset = |place: usize| chars.get(place).map_or(line.len(), |(offset, _)| *offset);
            let ends = columns[1..].iter().copied().chain([usize::MAX]);
            Some(columns.iter().zip(ends).map(|(start, end)| line[offset(*start)..offset(end)].trim()).collect())
        })
    }

    /// A table each line of which is a row, its cells told apart by `cells`: two rows or more of as many cells as the first.
    /// A line that is no such row ends it, unless it follows directly: then it is a row that is not sure.
    fn parted(
        &self,
        at: usize,
        layout: &'static str,
        cells: impl Fn(&'a str) -> Option<Vec<&'a str>>,
    ) -> Option<(Table, usize)> {
        let header = cells(self.raw[at])?;
        let columns = header.len();
        let is_row = |line: &'a str| cells(line).is_some_and(|cells| cells.len() == columns);
        let below = self.raw.get(at + 1)?;
        if columns < 3 || below.trim().is_empty() || !is_row(below) || header[1..].iter().any(|head| head.is_empty()) {
            return None;
        }
        let mut rows = Vec::new();
        let mut next = at;
        while let Some(line) = self.raw.get(next).filter(|line| !line.trim().is_empty()) {
            let number = self.lines[next].number;
            let raw = line.trim().to_owned();
            let row = TableRow { line: number, raw, ..TableRow::default() };
            rows.push(match cells(line).filter(|cells| cells.len() <= columns) {
                Some(cells) if cells.len() == columns || layout == "tabs" => {
                    let mut cells: Vec<Cell> = cells.into_iter().map(cell).collect();
                    let is_short = cells.len() < columns;
                    cells.resize(columns, Cell::default());
                    let doubt = is_short.then(|| format!("the row has fewer cells than the header's {columns}"));
                    TableRow { cells, doubt, ..row }
                }
                _ => {
                    TableRow { doubt: Some(format!("the row does not have the {columns} cells of the header")), ..row }
                }
            });
            next += 1;
        }
        Some((Table { rows, layout }, next))
    }

    /// A table with one cell a line, or a paragraph: its header names the figures of the title, and all that follows comes out
    /// even.
    fn single(&self, at: usize) -> Option<(Table, usize)> {
        let is_apart = self.lines.get(at + 1)?.text.is_empty();
        let bare = |line: &'a str| line.trim_matches(['|', ' ', '\t']);
        let is_cell = |at: usize| {
            let line = self.lines[at].text;
            let is_piped = line.ends_with('|') != line.starts_with('|') || line.len() > 1 && line.ends_with('|');
            let is_inner = !bare(line).contains('|') && !bare(line).is_empty();
            is_inner && heading(line).is_none() && fence(line).is_none() && (is_apart || is_piped)
        };
        let mut cells: Vec<(usize, &str)> = Vec::new();
        let mut next = at;
        let columns = loop {
            if !self.lines.get(next).is_some_and(|_| is_cell(next))
                || bare(self.lines[next].text).chars().count() > LONGEST_HEAD
            {
                return None;
            }
            cells.push((next, bare(self.lines[next].text)));
            next = self.below(next, is_apart)?;
            let names: Vec<&str> = cells[1..].iter().map(|(_, text)| *text).collect();
            if agrees(&names, &self.readings) {
                break cells.len();
            }
            if cells.len() > MOST_SINGLE {
                return None;
            }
        };
        let mut end = next;
        while let Some(line) = self.lines.get(next).filter(|_| is_cell(next)) {
            // Prose after whole rows ends the table.
            let is_prose = text::is_long(line.text) && text::ends_sentence(line.text);
            if is_prose && cells.len().is_multiple_of(columns) && cells.len() > columns {
                break;
            }
            cells.push((next, bare(line.text)));
            end = next + 1;
            match self.below(next, is_apart) {
                Some(below) => next = below,
                None => break,
            }
        }
        if cells.len() <= columns {
            return None;
        }
        let is_even = cells.len().is_multiple_of(columns);
        let row = |chunk: &[(usize, &str)]| {
            let texts: Vec<&str> = chunk.iter().map(|(_, text)| *text).collect();
            TableRow {
                line: self.lines[chunk[0].0].number,
                cells: texts.iter().map(|text| cell(text)).collect(),
                raw: texts.join(" | "),
                ..TableRow::default()
            }
        };
        let (header, body) = cells.split_at(columns);
        let mut rows = vec![row(header)];
        if is_even {
            rows.extend(body.chunks(columns).map(row));
        } else {
            let doubt = format!("the cells do not come out even: {} of them for rows of {columns}", body.len());
            rows.push(TableRow { doubt: Some(doubt), ..row(body) });
        }
        Some((Table { rows, layout: "lines" }, end))
    }

    /// Returns the line of the next cell: the next one, or the one after a blank line.
    fn below(&self, at: usize, is_apart: bool) -> Option<usize> {
        let next = if is_apart { at + 2 } else { at + 1 };
        let is_parted = !is_apart || self.lines.get(at + 1).is_some_and(|line| line.text.is_empty());
        (is_parted && next < self.lines.len() && !self.lines[next].text.is_empty()).then_some(next)
    }
}

/// Reads a cell that stands between pipes: one of its own is escaped, also in code, before anything else is read.
fn piped_cell(text: &str) -> Cell {
    cell(&text.replace("\\|", "|"))
}

fn cell(text: &str) -> Cell {
    let is_strong = |mark: &str| text.len() > 2 * mark.len() && text.starts_with(mark) && text.ends_with(mark);
    let markdown::Inline { text: read, doubt } = markdown::inline(text);
    Cell { text: read, is_head: is_strong("**") || is_strong("__"), doubt }
}

/// Returns the text of a heading that is marked with hashes.
fn heading(line: &str) -> Option<&str> {
    let text = marks::without_hashes(line);
    (text.len() < line.len()).then_some(text)
}

/// Returns what a block of code begins and ends with.
fn fence(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence))
}

/// Returns what the name of a file says as a title: `cats-vs-dogs.csv` names cats and dogs.
pub(in crate::page) fn file_title(source: &str) -> Option<String> {
    let title = crate::slug::of(source, "").replace('-', " ");
    (!readings(&title).is_empty()).then_some(title)
}
