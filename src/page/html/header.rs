//! The title of a web page and the table that belongs to it. They must agree: a title alone may name a site, and a table
//! alone may be anything.

use super::flow::{Block, Page};
use super::grid::{self, Grid, GridRow};
use super::{line_at, too_large};
use crate::name;
use crate::page::{Rejection, cells, site, title};

/// How many rows of a table may stand above its header row (a caption over all columns, for one).
const MOST_ABOVE: usize = 5;

/// The most headings and tables that are looked at for the title and the table.
const MOST_TITLES: usize = 20;
const MOST_TABLES: usize = 1000;

/// The longest title and the longest name, in bytes.
const LONGEST_NAME: usize = 1000;

/// What the title and the header row say.
pub(super) struct Header<'a> {
    pub(super) title: String,
    /// How many blocks are before the prose: all that is above the heading that is the title.
    pub(super) start: usize,
    pub(super) figures: Vec<String>,
    /// The table, by index.
    pub(super) table: usize,
    /// The texts of the header row.
    pub(super) texts: Vec<&'a str>,
    /// Where the header row begins, in bytes.
    pub(super) offset: usize,
    /// The rows below.
    pub(super) rows: Vec<GridRow<'a>>,
}

/// What may be the title.
struct Candidate {
    text: String,
    start: usize,
    offset: usize,
    /// The figures that it may name; none when it is not of the form "A vs. B".
    readings: Vec<Vec<String>>,
}

/// Finds the title, and the first table whose header row names the figures of the title.
pub(super) fn find<'a>(page: &'a Page, text: &str) -> Result<Header<'a>, Rejection> {
    let candidates = candidates(page);
    let mut tables = grids(page);
    for candidate in &candidates {
        let found = tables.iter().enumerate().find_map(|(at, (_, grid))| {
            grid.rows.iter().take(MOST_ABOVE + 1).position(|row| names(row, candidate).is_some()).map(|row| (at, row))
        });
        if let Some((at, row)) = found {
            let (table, grid) = tables.swap_remove(at);
            return header(candidate, table, grid, row, text);
        }
    }
    Err(missing(&candidates, text))
}

fn header<'a>(
    candidate: &Candidate,
    table: usize,
    grid: Grid<'a>,
    at: usize,
    text: &str,
) -> Result<Header<'a>, Rejection> {
    let Grid { mut rows, is_cut } = grid;
    let below = rows.split_off(at + 1);
    let row = rows.swap_remove(at);
    let names = names(&row, candidate).unwrap_or_default();
    let offset = row.offset;
    if is_cut {
        return Err(too_large(text, offset));
    }
    let figures = cells::figures(names, line_at(text, offset))?;
    let (title, start, texts) = (candidate.text.clone(), candidate.start, row.texts());
    Ok(Header { title, start, figures, table, texts, offset, rows: below })
}

/// Returns what may be the title, the best first: a heading of the first level, then the `<title>` without the name of
/// the site; those that say "A vs. B" before those that do not.
fn candidates(page: &Page) -> Vec<Candidate> {
    let is_first_level = |(_, block): &(usize, &Block)| block.heading == Some(1) && block.text.len() <= LONGEST_NAME;
    let headings = page.blocks.iter().enumerate().filter(is_first_level).take(MOST_TITLES);
    let headings = headings.map(|(at, block)| candidate(&block.text, at + 1, block.offset));
    let titles = page.title.iter().filter(|block| block.text.len() <= LONGEST_NAME).flat_map(|block| {
        let texts = site::without_site(&block.text).into_iter();
        texts.map(|text| candidate(text, 0, block.offset))
    });
    let (mut versus, other): (Vec<_>, Vec<_>) =
        headings.chain(titles).partition(|candidate: &Candidate| !candidate.readings.is_empty());
    versus.extend(other);
    versus
}

fn candidate(text: &str, start: usize, offset: usize) -> Candidate {
    Candidate { text: text.to_owned(), start, offset, readings: title::readings(text) }
}

/// Lays out the tables that could be meant.
fn grids(page: &Page) -> Vec<(usize, Grid<'_>)> {
    let tables = page.tables.iter().enumerate().filter(|(_, table)| !table.is_furniture && table.rows.len() > 1);
    let mut places = grid::MOST_PLACES;
    tables.take(MOST_TABLES).map(|(index, table)| (index, grid::expand(table, &mut places))).collect()
}

/// Returns the names in the row if they are those of the title: the texts after the first, or all of them where the
/// corner of the table has no cell.
fn names<'a>(row: &GridRow<'a>, title: &Candidate) -> Option<Vec<&'a str>> {
    let mut texts = row.texts();
    texts.truncate(texts.iter().rposition(|text| !text.is_empty())? + 1);
    let has_wide = row.cells.windows(2).any(|pair| matches!(pair, [Some(a), Some(b)] if std::ptr::eq(*a, *b)));
    if has_wide || texts.len() < 2 {
        return None;
    }
    let below_corner = texts.split_off(1);
    if title.names(&below_corner) {
        return Some(below_corner);
    }
    texts.extend(below_corner);
    (!title.readings.is_empty() && title.names(&texts)).then_some(texts)
}

impl Candidate {
    /// Answers whether these are the names of the title's figures.
    fn names(&self, names: &[&str]) -> bool {
        if names.len() < 2 || names.iter().any(|name| name.is_empty() || name.len() > LONGEST_NAME) {
            return false;
        }
        if self.readings.is_empty() {
            return names.iter().all(|name| contains(&self.text, name));
        }
        self.readings.iter().any(|figures| agree(names, figures))
    }
}

/// Answers whether each name is that of one figure, or a part of it in whole words, and of no other.
fn agree(names: &[&str], figures: &[String]) -> bool {
    if names.len() != figures.len() {
        return false;
    }
    let folded = |name: &&str| name::fold(name);
    let (mut ours, mut theirs): (Vec<_>, Vec<_>) =
        (names.iter().map(folded).collect(), figures.iter().map(|figure| name::fold(figure)).collect());
    // Equal names first: "New York" is a part of "New York City", too.
    ours.retain(|name| match theirs.iter().position(|figure| figure == name) {
        Some(at) => {
            theirs.swap_remove(at);
            false
        }
        None => true,
    });
    ours.iter().all(|name| {
        let mut holders = (0..theirs.len()).filter(|at| contains(&theirs[*at], name));
        match (holders.next(), holders.next()) {
            (Some(at), None) => {
                theirs.swap_remove(at);
                true
            }
            _ => false,
        }
    })
}

/// Answers whether the text has the name in it as whole words.
fn contains(text: &str, name: &str) -> bool {
    let (text, name) = (name::words(text), name::words(name));
    !name.is_empty() && text.windows(name.len()).any(|words| words == name)
}

fn missing(candidates: &[Candidate], text: &str) -> Rejection {
    match candidates.first() {
        Some(candidate) if !candidate.readings.is_empty() => {
            let names: Vec<String> = candidate.readings[0].iter().map(|name| format!("`{name}`")).collect();
            let reason = format!(
                "no table of the page has a header row that names the figures of the title: {}",
                names.join(", ")
            );
            Rejection { line: line_at(text, candidate.offset), reason }
        }
        _ => Rejection { line: 1, reason: "the page has no title such as `A vs. B`".to_owned() },
    }
}
