//! A web page as blocks, for the chooser: what of it is content, and which of its tables hold cells rather than a layout.

use super::cell;
use super::grid::{self, GridRow};
use super::line::line_at;
use super::page::{self, Page};
use crate::page::choose::{Block, Blocks, Cell, Content, Table, TableRow, Title};
use crate::page::format::file_title::file_title;
use crate::page::{marks, site, text};

/// The most headings that are looked at for the title.
const MOST_TITLES: usize = 20;

/// The longest title, in bytes.
const LONGEST_TITLE: usize = 1000;

/// The most tables that are laid out.
const MOST_TABLES: usize = 1000;

/// How many times the page's own length its rows may take, where cells span many rows.
const MOST_COPIES: usize = 8;

/// Returns the page's blocks, `None` with the place where its tables repeat their cells without end.
pub(super) fn read(page: &Page, content: &str, source: &str) -> Result<Blocks, usize> {
    let lines = Lines::new(content);
    let mut out = Blocks::default();
    let mut places = grid::MOST_PLACES;
    let mut left = content.len().saturating_mul(MOST_COPIES);
    let mut is_table = vec![false; page.tables.len()];
    let is_line: Vec<bool> = page.tables.iter().map(is_line).collect();
    let mut tables = page.tables.iter().enumerate().peekable();
    let mut laid_out = 0;
    let mut titles = Vec::new();
    for at in 0..=page.blocks.len() {
        while let Some((index, table)) = tables.next_if(|(_, table)| table.start <= at) {
            let has_cells = table.rows.len() > 1 && !is_layout(table);
            let is_wide = table.rows.iter().any(|row| row.cells.len() > 1);
            // A small table in a cell says something beside the row, which is unclear.
            let is_inside = table.outer.is_some_and(|outer| is_table[outer]);
            if is_inside && !table.is_furniture && (!has_cells || !is_wide) {
                is_table[index] = true;
                let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| &*cell.text);
                let text = cells.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
                if let Some(row) = table.rows.first().filter(|_| !text.is_empty()) {
                    let line = lines.at(row.offset);
                    out.blocks.push(Block { line, content: Content::Paragraph(text), is_main: table.is_main });
                }
                continue;
            }
            if table.is_furniture || !has_cells || !is_wide || laid_out == MOST_TABLES {
                continue;
            }
            laid_out += 1;
            let grid = grid::expand(table, &mut places);
            let offset = table.rows[0].offset;
            let length: usize = grid.rows.iter().flat_map(GridRow::texts).map(str::len).sum();
            left = left.checked_sub(length).filter(|_| !grid.is_cut).ok_or_else(|| lines.at(offset))?;
            is_table[index] = true;
            let content = Content::Table(table_of(&grid.rows, &lines));
            out.blocks.push(Block { line: lines.at(offset), content, is_main: table.is_main });
        }
        let Some(block) = page.blocks.get(at) else { break };
        let of_table = block.table.filter(|table| is_table[*table]);
        // The notice stands where every page of a site has it.
        let is_furniture = block.is_furniture && !marks::is_notice(&block.text);
        let is_told = |table: usize| is_told(block) || is_line[table] && block.part != page::Part::Link;
        if is_furniture || of_table.is_some() || !block.table.is_none_or(is_told) {
            continue;
        }
        let line = lines.at(block.offset);
        let content = match block.heading {
            Some(level) => {
                titles.push((level, out.blocks.len() + 1, line, block.text.clone()));
                Content::Heading(block.text.clone())
            }
            None => Content::Paragraph(block.text.clone()),
        };
        out.blocks.push(Block { line, content, is_main: block.is_main });
    }
    out.titles = self::titles(page, &titles, &lines);
    out.titles.extend(file_title(source).map(|text| Title { text, line: 1, start: 0, is_shown: false }));
    Ok(out)
}

/// Returns what may be the title, the most trusted first: headings of the first level, `<title>` and `og:title` without the
/// name of the site, the first heading.
fn titles(page: &Page, headings: &[(u8, usize, usize, String)], lines: &Lines<'_>) -> Vec<Title> {
    let title = |(_, start, line, text): &(u8, usize, usize, String)| Title {
        text: text.clone(),
        line: *line,
        start: *start,
        is_shown: true,
    };
    let is_short = |text: &str| text.len() <= LONGEST_TITLE;
    let mut titles: Vec<Title> = headings
        .iter()
        .filter(|(level, _, _, text)| *level == 1 && is_short(text))
        .take(MOST_TITLES)
        .map(title)
        .collect();
    for block in page.title.iter().filter(|block| is_short(&block.text)) {
        let line = lines.at(block.offset);
        let texts = site::without_site(&block.text).into_iter();
        titles.extend(texts.map(|text| Title { text: text.to_owned(), line, start: 0, is_shown: true }));
    }
    if let Some(text) = page.head.title().filter(|text| is_short(text)) {
        let texts = site::without_site(text).into_iter();
        titles.extend(texts.map(|text| Title { text: text.to_owned(), line: 1, start: 0, is_shown: true }));
    }
    titles.extend(headings.iter().find(|(level, _, _, text)| *level > 1 && is_short(text)).map(title));
    titles
}

/// Answers whether a table lays out the page: it holds other tables above all.
fn is_layout(table: &page::Table) -> bool {
    let holds = |row: &&page::TableRow| row.cells.iter().any(|cell| cell.has_table);
    table.rows.first().is_some_and(|row| holds(&row)) || table.rows.iter().filter(holds).count() * 2 >= table.rows.len()
}

/// Answers whether a table is one row or one column of texts: it compares nothing, and lays out nothing.
fn is_line(table: &page::Table) -> bool {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    (table.rows.len() <= 1 || table.rows.iter().all(|row| row.cells.len() <= 1)) && !cells.any(|cell| cell.has_table)
}

/// Answers whether a block in a cell of a table for layout is prose, and not a part of the layout or a list of links.
fn is_told(block: &page::Block) -> bool {
    block.heading.is_some()
        || block.part == page::Part::Marked
        || text::is_long(&block.text) && text::ends_sentence(&block.text)
}

fn table_of(rows: &[GridRow<'_>], lines: &Lines<'_>) -> Table {
    let width = rows.first().map_or(0, |row| row.cells.len());
    Table { rows: rows.iter().map(|row| row_of(row, width, lines)).collect(), layout: "html" }
}

fn row_of(row: &GridRow<'_>, width: usize, lines: &Lines<'_>) -> TableRow {
    let is_same = |one: Option<&cell::Cell>, other: Option<&cell::Cell>| match (one, other) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        _ => false,
    };
    let line = lines.at(row.offset);
    let first = row.cells.first().copied().flatten();
    // A cell over the attributes and all figures heads the rows below; one over the attributes and some figures might.
    let spans = row.cells.iter().take_while(|cell| is_same(**cell, first)).count();
    if spans > 1 {
        let text = first.map(|cell| cell.text.clone()).unwrap_or_default();
        let is_head =
            spans >= row.cells.len() && row.beyond.is_empty() && first.is_none_or(|cell| cell.doubt.is_none());
        let texts = row.texts();
        let raw = if is_head { text.clone() } else { texts[spans - 1..].join(" | ") };
        let doubt =
            (!is_head).then(|| "a cell spans the attribute and a figure: it may head the rows below".to_owned());
        let cells = vec![Cell { text: text.clone(), is_head: true, doubt: None }];
        return TableRow { line, cells, raw, doubt, group: is_head.then_some(text) };
    }
    let beyond = row.beyond.iter().map(|cell| &*cell.text);
    let raw = row.texts().into_iter().chain(beyond).collect::<Vec<_>>().join(" | ");
    let doubt = if !row.beyond.is_empty() {
        Some("the row has more cells than any page has figures")
    } else if row.overlaps {
        Some("two cells claim the same place")
    } else if row.cells.iter().flatten().any(|cell| cell.has_table) {
        Some("a cell holds a table of its own")
    } else {
        None
    };
    let none = || Cell { doubt: Some("a column has no cell".to_owned()), ..Cell::default() };
    let cell = |cell: Option<&cell::Cell>| {
        cell.map_or_else(none, |cell| Cell {
            text: cell.text.clone(),
            is_head: cell.head != cell::Head::Nothing,
            doubt: cell.doubt.clone(),
        })
    };
    // A last cell may span columns that no other row has.
    let mut laid_out = &row.cells[..];
    while let [.., before, last] = laid_out
        && laid_out.len() > width
        && is_same(*before, *last)
    {
        laid_out = &laid_out[..laid_out.len() - 1];
    }
    let mut cells: Vec<Cell> = laid_out.iter().copied().map(cell).collect();
    while cells.len() < width {
        cells.push(none());
    }
    TableRow { line, cells, raw, doubt: doubt.map(str::to_owned), group: None }
}

/// The lines of a page, to tell on which a byte stands. Asked for in the order of the page, it goes over the page once.
struct Lines<'a> {
    content: &'a str,
    last: std::cell::Cell<(usize, usize)>,
}

impl<'a> Lines<'a> {
    fn new(content: &'a str) -> Self {
        Self { content, last: std::cell::Cell::new((0, 1)) }
    }

    fn at(&self, offset: usize) -> usize {
        let (last, line) = self.last.get();
        if offset < last {
            return line_at(self.content, offset);
        }
        let between = &self.content.as_bytes()[last..offset.min(self.content.len())];
        let line = line + between.split(|byte| *byte == b'\n').count() - 1;
        self.last.set((offset.min(self.content.len()), line));
        line
    }
}
