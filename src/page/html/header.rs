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
    /// The same, to look for names in.
    spaced: String,
    start: usize,
    offset: usize,
    /// The figures that it may name; none when it is not of the form "A vs. B".
    readings: Vec<Reading>,
}

/// A name in the forms in which it is compared. They are made once: a page may ask for very many comparisons.
struct Name {
    text: String,
    folded: String,
    spaced: String,
}

impl Name {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), folded: name::fold(text), spaced: spaced(text) }
    }
}

/// A table that could be meant, and the names in those of its rows that may be the header row.
struct Table<'a> {
    index: usize,
    grid: Grid<'a>,
    headers: Vec<Option<Vec<Name>>>,
}

/// Finds the title, and the first table whose header row names the figures of the title.
pub(super) fn find<'a>(page: &'a Page, text: &str) -> Result<Header<'a>, Rejection> {
    let candidates = candidates(page);
    let mut tables = tables(page);
    for candidate in &candidates {
        let found = tables.iter().enumerate().find_map(|(at, table)| {
            let mut rows = table.headers.iter().enumerate();
            rows.find_map(|(row, names)| Some((at, row, candidate.named(names.as_deref()?)?)))
        });
        if let Some((at, row, names)) = found {
            let names: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
            return header(candidate, tables.swap_remove(at), row, &names, text);
        }
    }
    Err(missing(&candidates, text))
}

fn header<'a>(
    candidate: &Candidate,
    table: Table<'a>,
    at: usize,
    names: &[String],
    text: &str,
) -> Result<Header<'a>, Rejection> {
    let Grid { mut rows, is_cut } = table.grid;
    let below = rows.split_off(at + 1);
    let row = rows.swap_remove(at);
    let offset = row.offset;
    if is_cut {
        return Err(too_large(text, offset));
    }
    let figures = cells::figures(names.iter().map(String::as_str), line_at(text, offset))?;
    let (title, start, texts) = (candidate.text.clone(), candidate.start, row.texts());
    Ok(Header { title, start, figures, table: table.index, texts, offset, rows: below })
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
    let readings = title::readings(text).iter().map(|figures| Reading::new(figures)).collect();
    Candidate { text: text.to_owned(), spaced: spaced(text), start, offset, readings }
}

/// Lays out the tables that could be meant.
fn tables(page: &Page) -> Vec<Table<'_>> {
    let tables = page.tables.iter().enumerate().filter(|(_, table)| !table.is_furniture && table.rows.len() > 1);
    let mut places = grid::MOST_PLACES;
    let laid_out = |(index, table)| {
        let grid = grid::expand(table, &mut places);
        let headers = grid.rows.iter().take(MOST_ABOVE + 1).map(names).collect();
        Table { index, grid, headers }
    };
    tables.take(MOST_TABLES).map(laid_out).collect()
}

/// Returns the names in a row that may be a header row, the text of the corner first.
fn names(row: &GridRow<'_>) -> Option<Vec<Name>> {
    let mut texts = row.texts();
    texts.truncate(texts.iter().rposition(|text| !text.is_empty())? + 1);
    let has_wide = row.cells.windows(2).any(|pair| matches!(pair, [Some(a), Some(b)] if std::ptr::eq(*a, *b)));
    let is_name = |text: &&str| !text.is_empty() && text.len() <= LONGEST_NAME;
    if has_wide || !row.beyond.is_empty() || texts.len() < 2 || !texts[1..].iter().all(is_name) {
        return None;
    }
    let corner = Some(texts[0]).filter(is_name).unwrap_or_default();
    Some([corner].iter().chain(&texts[1..]).map(|text| Name::new(text)).collect())
}

impl Candidate {
    /// Returns the names in the row if they are those of the title: the texts after the first, or all of them where the
    /// corner of the table has no cell.
    fn named<'n>(&self, row: &'n [Name]) -> Option<&'n [Name]> {
        let below_corner = &row[1..];
        if self.names(below_corner) {
            return Some(below_corner);
        }
        (!self.readings.is_empty() && !row[0].text.is_empty() && self.names(row)).then_some(row)
    }

    /// Answers whether these are the names of the title's figures.
    fn names(&self, names: &[Name]) -> bool {
        if names.len() < 2 {
            return false;
        }
        if self.readings.is_empty() {
            return names.iter().all(|name| contains(&self.spaced, &name.spaced));
        }
        self.readings.iter().any(|reading| reading.agrees(names))
    }
}

/// The figures of a title, as one of its readings has them.
struct Reading {
    figures: Vec<Name>,
    /// The figures one after the other, to look for names in, and where each ends.
    spaced: String,
    ends: Vec<usize>,
}

impl Reading {
    fn new(figures: &[String]) -> Self {
        let figures: Vec<Name> = figures.iter().map(|name| Name::new(name)).collect();
        let mut spaced = String::new();
        let end = |figure: &Name| {
            spaced.push_str(&figure.spaced);
            spaced.len()
        };
        Self { ends: figures.iter().map(end).collect(), figures, spaced }
    }

    /// Answers whether each name is that of one figure, or a part of it in whole words, and of no other.
    fn agrees(&self, names: &[Name]) -> bool {
        if names.len() != self.figures.len() {
            return false;
        }
        let mut is_free = vec![true; names.len()];
        // Equal names first: "New York" is a part of "New York City", too.
        let is_part = |name: &&Name| {
            let equal = (0..names.len()).find(|at| is_free[*at] && self.figures[*at].folded == name.folded);
            equal.map(|at| is_free[at] = false).is_none()
        };
        let parts: Vec<&Name> = names.iter().filter(is_part).collect();
        parts.iter().all(|name| {
            // A name of signs alone has no words that could be a part of another.
            if name.spaced.is_empty() {
                return false;
            }
            let found = self.spaced.match_indices(&name.spaced);
            let mut holders =
                found.map(|(at, _)| self.ends.partition_point(|end| *end <= at)).filter(|at| is_free[*at]);
            match holders.next() {
                Some(at) if holders.all(|other| other == at) => {
                    is_free[at] = false;
                    true
                }
                _ => false,
            }
        })
    }
}

/// Returns the words of the text with a space on both sides of each; empty when there are none.
fn spaced(text: &str) -> String {
    name::words(text)
        .iter()
        .fold(String::new(), |text, word| if text.is_empty() { format!(" {word} ") } else { text + word + " " })
}

/// Answers whether the text has the name in it as whole words, both [`spaced`].
fn contains(text: &str, name: &str) -> bool {
    !name.is_empty() && text.contains(name)
}

fn missing(candidates: &[Candidate], text: &str) -> Rejection {
    match candidates.first() {
        Some(candidate) if !candidate.readings.is_empty() => {
            let names: Vec<String> =
                candidate.readings[0].figures.iter().map(|name| format!("`{}`", name.text)).collect();
            let reason = format!(
                "no table of the page has a header row that names the figures of the title: {}",
                names.join(", ")
            );
            Rejection { line: line_at(text, candidate.offset), reason }
        }
        _ => Rejection { line: 1, reason: "the page has no title such as `A vs. B`".to_owned() },
    }
}
