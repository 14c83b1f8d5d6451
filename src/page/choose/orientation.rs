//! Which tables of a page compare its figures, and which way round they are.

use std::collections::HashSet;

use super::agree::{self, Name};
use super::title::{self, MOST_FIGURES};
use super::{Block, Blocks, Content, FiguresAre, Table, TableRow, Title};
use crate::name;
use crate::page::Rejection;

/// How many rows of a table may stand above its header row (a caption over all columns, for one).
const MOST_ABOVE: usize = 5;

/// The most tables, and texts for titles, that are looked at.
const MOST_TABLES: usize = 1000;
const MOST_TITLES: usize = 24;

/// The longest name, in bytes.
const LONGEST_NAME: usize = 1000;

/// What the first header cell says where the rows below it are attributes.
const ATTRIBUTE_WORDS: [&str; 34] = [
    "aspect",
    "attribute",
    "basis",
    "basis for comparison",
    "basis of comparison",
    "category",
    "characteristic",
    "comparison",
    "comparison basis",
    "comparison factor",
    "comparison point",
    "criteria",
    "criterion",
    "detail",
    "difference",
    "dimension",
    "factor",
    "feature",
    "function",
    "functionality",
    "key difference",
    "key feature",
    "measure",
    "metric",
    "parameter",
    "point of comparison",
    "point of difference",
    "property",
    "quality",
    "question",
    "spec",
    "specification",
    "trait",
    "variable",
];

/// What it says where they are the things that are compared.
const KIND_WORDS: [&str; 72] = [
    "algorithm",
    "animal",
    "app",
    "application",
    "approach",
    "bank",
    "brand",
    "breed",
    "broker",
    "browser",
    "camera",
    "car",
    "card",
    "city",
    "club",
    "college",
    "company",
    "competitor",
    "console",
    "country",
    "database",
    "device",
    "distribution",
    "distro",
    "drink",
    "drug",
    "editor",
    "engine",
    "exchange",
    "film",
    "food",
    "framework",
    "game",
    "hosting",
    "ide",
    "language",
    "laptop",
    "library",
    "machine",
    "maker",
    "manufacturer",
    "material",
    "model",
    "movie",
    "name",
    "operating system",
    "option",
    "package",
    "person",
    "phone",
    "plan",
    "platform",
    "player",
    "processor",
    "product",
    "programming language",
    "project",
    "protocol",
    "provider",
    "runtime",
    "school",
    "service",
    "software",
    "solution",
    "species",
    "state",
    "system",
    "team",
    "tier",
    "tool",
    "university",
    "vendor",
];

/// What heads a column that only counts rows.
const SERIAL_WORDS: [&str; 11] = ["#", "№", "no", "nr", "sno", "srno", "slno", "sr", "sn", "serialno", "serialnumber"];

/// The highest number with which an unnamed column begins that only counts rows. Higher ones are as likely years.
const HIGHEST_FIRST: usize = 999;

/// What heads a column beside the figures that remarks on the row.
const NOTE_WORDS: [&str; 22] = [
    "note",
    "notes",
    "remark",
    "remarks",
    "comment",
    "comments",
    "source",
    "sources",
    "reference",
    "references",
    "winner",
    "verdict",
    "edge",
    "advantage",
    "better",
    "explanation",
    "why it matters",
    "ref",
    "refs",
    "citation",
    "key takeaway",
    "takeaway",
];

/// What heads a column of a plain list, of settings for one, and no figure.
const LIST_WORDS: [&str; 36] = [
    "allowed value",
    "allowed values",
    "data type",
    "date",
    "default",
    "default value",
    "definition",
    "desc",
    "description",
    "detail",
    "details",
    "example",
    "examples",
    "format",
    "how it works",
    "mandatory",
    "meaning",
    "optional",
    "possible values",
    "purpose",
    "range",
    "required",
    "since",
    "status",
    "summary",
    "syntax",
    "total",
    "type",
    "unit",
    "units",
    "usage",
    "value",
    "values",
    "version",
    "what it does",
    "what it means",
];

/// What is said of things, and the name of none.
const SAID_WORDS: [&str; 44] = [
    "architecture",
    "availability",
    "battery",
    "battery life",
    "best for",
    "camera",
    "capacity",
    "color",
    "colour",
    "cost",
    "developer",
    "dimension",
    "display",
    "ease of use",
    "founded",
    "free trial",
    "height",
    "license",
    "licence",
    "memory",
    "monthly price",
    "number of user",
    "performance",
    "population",
    "price",
    "pricing",
    "processor",
    "ram",
    "rating",
    "release date",
    "resolution",
    "screen",
    "screen size",
    "security",
    "size",
    "speed",
    "storage",
    "support",
    "user",
    "warranty",
    "website",
    "weight",
    "width",
    "year",
];

/// Kinds of things that such lists are of, too.
const LISTED_KINDS: [&str; 4] = ["name", "option", "package", "state"];

/// What a title says for whatever else is compared.
const OTHERS: [&str; 10] = [
    "alternative",
    "alternatives",
    "competition",
    "competitors",
    "everything else",
    "other",
    "others",
    "rivals",
    "the competition",
    "the rest",
];

/// A table with the names in it, which are asked for once for each reading of a title.
struct Prepared<'a> {
    at: usize,
    table: &'a Table,
    /// The rows that may be the header row, with the names in their cells.
    headers: Vec<Option<Vec<Head<'a>>>>,
    /// Where the things that the rows are have their names, if they have such.
    column: usize,
    items: Option<Vec<(usize, Name)>>,
}

/// A cell of a header row.
struct Head<'a> {
    column: usize,
    text: &'a str,
    name: Name,
}

impl<'a> Prepared<'a> {
    fn new(at: usize, table: &'a Table) -> Self {
        // What has no row below it heads nothing.
        let last = table.rows.iter().rposition(|row| !row.is_rule()).unwrap_or(0).max(1);
        let headers: Vec<Option<Vec<Head>>> = table.rows[..last].iter().take(MOST_ABOVE + 1).map(heads).collect();
        let first = headers.first().and_then(Option::as_ref);
        // Without a title nothing else says what an unnamed column is: one that begins elsewhere may be years, or ages.
        let is_serial = |heads: &Vec<Head>| match serial(table, 0, heads) {
            Some(serial) => serial.is_named || serial.first <= 1,
            None => false,
        };
        let column = first.map_or(0, |heads| usize::from(is_serial(heads)));
        let items = first.and_then(|_| items(table, 0, column));
        Self { at, table, headers, column, items }
    }
}

/// What a page compares.
pub(super) struct Compared {
    pub title: Option<Title>,
    pub figures: Vec<String>,
    /// Where its tables are among the blocks, and how each is to be read.
    pub tables: Vec<(usize, Way)>,
}

/// How a table is to be read.
pub(super) enum Way {
    Columns(Columns),
    Rows(Turned),
}

/// Each column is a figure.
pub(super) struct Columns {
    /// The header row.
    pub header: usize,
    /// The column of attributes.
    pub attribute: usize,
    /// The column of each figure.
    pub figures: Vec<usize>,
    /// Columns that remark on a row.
    pub notes: Vec<usize>,
    /// Whether the header has no cell above the attributes.
    pub is_short: bool,
}

/// Each row is a figure.
pub(super) struct Turned {
    pub header: usize,
    /// The row of each figure.
    pub figures: Vec<usize>,
    /// The column of the figures' names.
    pub name: usize,
}

/// Finds title, figures and tables.
pub(super) fn find(page: &Blocks, way: Option<FiguresAre>) -> Result<Compared, Rejection> {
    let tables: Vec<Prepared> = page
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| if let Content::Table(table) = &block.content { Some((at, table)) } else { None })
        .filter(|(_, table)| table.rows.len() > 1)
        .take(MOST_TABLES)
        .map(|(at, table)| Prepared::new(at, table))
        .collect();
    let titles: Vec<(&Title, Vec<Vec<Name>>)> = page
        .titles
        .iter()
        .take(MOST_TITLES)
        .map(|title| {
            let readings = title::readings(&title.text);
            (title, readings.iter().map(|figures| figures.iter().map(|name| Name::new(name)).collect()).collect())
        })
        .collect();
    let versus = titles.iter().filter(|(_, readings)| !readings.is_empty());
    for (title, readings) in versus.clone() {
        if let Some(found) = titled(title, readings, &tables, way) {
            return found;
        }
    }
    let names_figures = versus.clone().find(|(title, _)| title.is_shown);
    if let Some((title, readings)) = names_figures {
        return Err(missing(title, readings, &tables, page));
    }
    untitled(&titles, &tables, page, way)
}

/// A table that agrees with a title.
struct Agreed {
    /// Which figure of the reading each named column or row is.
    order: Vec<usize>,
    way: Way,
    score: usize,
    names: Vec<Name>,
}

/// Returns the tables that name the figures of one reading of the title: of the one that most surely agrees.
fn titled(
    title: &Title,
    readings: &[Vec<Name>],
    tables: &[Prepared],
    way: Option<FiguresAre>,
) -> Option<Result<Compared, Rejection>> {
    let mut best: Option<(usize, &Vec<Name>)> = None;
    for reading in readings {
        let score = tables.iter().filter_map(|table| agreed(table, reading, way)).map(|agreed| agreed.score).max();
        if let Some(score) = score
            && best.is_none_or(|(most, other)| (score, reading.len()) > (most, other.len()))
        {
            best = Some((score, reading));
        }
    }
    let (_, reading) = best?;
    let mut figures: Vec<String> = Vec::new();
    let mut order: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    let mut first: Vec<Name> = Vec::new();
    for table in tables {
        let Some(agreed) = agreed(table, reading, way) else { continue };
        if !figures.is_empty() && !is_same(&agreed, &order, &first) {
            continue;
        }
        if figures.is_empty() {
            first.clone_from(&agreed.names);
            let called = agreed.order.iter().zip(&agreed.names);
            let of_file = !title.is_shown;
            let called =
                called.map(|(figure, name)| if of_file { &name.text } else { agree::called(name, &reading[*figure]) });
            figures = called.map(str::to_owned).collect();
            order.clone_from(&agreed.order);
            // A table may compare more than the title names.
            figures.extend(agreed.names[agreed.order.len()..].iter().map(|name| name.text.clone()));
        }
        // The columns of the first table decide; the others may have another order.
        let Some(way) = arranged(agreed, &order, figures.len()) else { continue };
        found.push((table.at, way));
    }
    Some(Ok(Compared { title: Some(title.clone()), figures, tables: found }))
}

/// Answers whether a table names the same figures as the first one: "Bar" and "Baz" are both a part of "Bar vs. Baz".
fn is_same(agreed: &Agreed, order: &[usize], first: &[Name]) -> bool {
    let names: Vec<&Name> = agreed.names.iter().collect();
    agree::all(&names, first).is_some_and(|(found, _)| {
        agreed.order.iter().zip(&found).all(|(figure, place)| order.get(*place) == Some(figure))
    })
}

/// Brings the columns or rows of a table into the order of the first one.
fn arranged(agreed: Agreed, order: &[usize], figures: usize) -> Option<Way> {
    if agreed.names.len() != figures {
        return None;
    }
    let place = |figure: &usize| agreed.order.iter().position(|other| other == figure);
    let mut places: Vec<usize> = order.iter().map(place).collect::<Option<_>>()?;
    places.extend(agreed.order.len()..figures);
    Some(match agreed.way {
        Way::Columns(columns) => {
            let figures = places.iter().map(|place| columns.figures[*place]).collect();
            Way::Columns(Columns { figures, ..columns })
        }
        Way::Rows(turned) => {
            let figures = places.iter().map(|place| turned.figures[*place]).collect();
            Way::Rows(Turned { figures, ..turned })
        }
    })
}

/// Returns how a table names these figures; `None` when it does not, or both ways round.
fn agreed(table: &Prepared, figures: &[Name], way: Option<FiguresAre>) -> Option<Agreed> {
    let columns = if way == Some(FiguresAre::Rows) { None } else { in_columns(table, figures) };
    let rows = if way == Some(FiguresAre::Columns) { None } else { in_rows(table, figures) };
    match (columns, rows) {
        (Some(_), Some(_)) => None,
        (columns, rows) => columns.or(rows),
    }
}

fn in_columns(table: &Prepared, figures: &[Name]) -> Option<Agreed> {
    let found = table.headers.iter().enumerate().find_map(|(header, heads)| {
        let heads = heads.as_ref()?;
        // The first column, or the second after one that counts rows, is that of the attributes.
        match serial(table.table, header, heads) {
            Some(serial) if serial.is_named => columns(header, heads, 1, figures),
            Some(_) => columns(header, heads, 0, figures).or_else(|| columns(header, heads, 1, figures)),
            None => columns(header, heads, 0, figures),
        }
    });
    found.or_else(|| short(table, figures))
}

/// Returns how a header row names these figures, with the attributes in the given column of its cells.
fn columns(header: usize, heads: &[Head], attribute: usize, figures: &[Name]) -> Option<Agreed> {
    let beside: Vec<&Head> = heads.iter().skip(attribute + 1).collect();
    let without_notes: Vec<&Head> = beside.iter().copied().filter(|head| !is_note(head.text)).collect();
    let fits = |heads: &[&Head]| agree::all(&heads.iter().map(|head| &head.name).collect::<Vec<_>>(), figures);
    let (compared, (order, score)) = match fits(&beside) {
        Some(found) => (beside.clone(), found),
        None if without_notes.len() < beside.len() => (without_notes.clone(), fits(&without_notes)?),
        None => return None,
    };
    let notes = beside.iter().filter(|head| !compared.iter().any(|other| other.column == head.column));
    let columns = Columns {
        header,
        attribute: heads.get(attribute)?.column,
        figures: compared.iter().map(|head| head.column).collect(),
        notes: notes.map(|head| head.column).collect(),
        is_short: false,
    };
    let of_heads = compared.iter().map(|head| head.name.clone()).collect();
    Some(Agreed { order, way: Way::Columns(columns), score, names: of_heads })
}

/// A header that has no cell above the attributes, and so one cell less than the rows.
fn short(table: &Prepared, figures: &[Name]) -> Option<Agreed> {
    let heads = table.headers.first()?.as_ref()?;
    let is_longer = table.table.rows[1..].iter().all(|row| row.cells.len() == heads.len() + 1);
    if !is_longer || heads.iter().any(|head| head.text.is_empty()) {
        return None;
    }
    let (order, score) = agree::all(&heads.iter().map(|head| &head.name).collect::<Vec<_>>(), figures)?;
    let figures = (1..=heads.len()).collect();
    let columns = Columns { header: 0, attribute: 0, figures, notes: Vec::new(), is_short: true };
    let names = heads.iter().map(|head| head.name.clone()).collect();
    Some(Agreed { order, way: Way::Columns(columns), score, names })
}

fn in_rows(table: &Prepared, figures: &[Name]) -> Option<Agreed> {
    let items = table.items.as_ref()?;
    let (header, name) = (0, table.column);
    let names: Vec<&Name> = items.iter().map(|(_, name)| name).collect();
    if let Some((order, score)) = agree::all(&names, figures) {
        let rows = items.iter().map(|(row, _)| *row).collect();
        let all = names.into_iter().cloned().collect();
        return Some(Agreed { order, way: Way::Rows(Turned { header, figures: rows, name }), score, names: all });
    }
    // "X vs Alternatives": the table names the others.
    let (others, listed): (Vec<usize>, Vec<usize>) =
        (0..figures.len()).partition(|at| OTHERS.contains(&&*name::fold(&figures[*at].text)));
    let corner = table.headers.first()?.as_ref()?.get(name)?.text;
    if others.len() != 1 || listed.is_empty() || !is_kind(corner) {
        return None;
    }
    let row_of = |figure: &usize| {
        let mut fitting = (0..names.len()).filter(|at| agree::is_one(names[*at], &figures[*figure]));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let rows: Vec<usize> = listed.iter().map(row_of).collect::<Option<_>>()?;
    let rest = (0..names.len()).filter(|at| !rows.contains(at));
    let all: Vec<usize> = rows.iter().copied().chain(rest).collect();
    let turned = Turned { header, figures: all.iter().map(|at| items[*at].0).collect(), name };
    let score = 2 * rows.len();
    Some(Agreed {
        order: listed,
        way: Way::Rows(turned),
        score,
        names: all.iter().map(|at| names[*at].clone()).collect(),
    })
}

/// Reads a page whose titles name no figures: the first table whose header tells which way round it is.
fn untitled(
    titles: &[(&Title, Vec<Vec<Name>>)],
    tables: &[Prepared],
    page: &Blocks,
    way: Option<FiguresAre>,
) -> Result<Compared, Rejection> {
    let mut found: Vec<(usize, Way)> = Vec::new();
    let mut figures: Vec<Name> = Vec::new();
    for table in tables {
        if figures.is_empty() {
            let Some((way, names)) = told(table, titles, way).or_else(|| headed(table, page, way)) else { continue };
            figures = names;
            found.push((table.at, way));
        } else if let Some(agreed) = agreed(table, &figures, way) {
            let order: Vec<usize> = (0..figures.len()).collect();
            found.extend(arranged(agreed, &order, figures.len()).map(|way| (table.at, way)));
        }
    }
    let title = titles.first().map(|(title, _)| (*title).clone());
    if figures.is_empty() {
        return Err(uncertain(title.as_ref(), tables, page));
    }
    let figures = figures.into_iter().map(|name| name.text).collect();
    Ok(Compared { title, figures, tables: found })
}

/// Returns which way round a table is, when its first header cell tells, or a title that has all its names in it.
fn told(table: &Prepared, titles: &[(&Title, Vec<Vec<Name>>)], way: Option<FiguresAre>) -> Option<(Way, Vec<Name>)> {
    let header = 0;
    let heads = table.headers.first()?.as_ref()?;
    let corner = heads.get(table.column)?;
    let (notes, compared): (Vec<&Head>, Vec<&Head>) =
        heads.iter().skip(table.column + 1).partition(|head| is_note(head.text));
    let heads_of = || compared.iter().map(|head| head.name.clone()).collect::<Vec<_>>();
    let is_list = compared.iter().any(|head| LIST_WORDS.contains(&&*name::fold(head.text)));
    let is_kind =
        is_kind(corner.text) && !(is_list && plain(corner.text).iter().any(|form| LISTED_KINDS.contains(&&**form)));
    // "Plan | Free | Pro" over "Price | 0 | 10": the kind is that of the columns.
    let is_said = |text: &str| plain(text).iter().any(|form| SAID_WORDS.contains(&&**form));
    let is_over_columns =
        is_kind && table.items.as_ref().is_some_and(|items| items.iter().any(|(_, name)| is_said(&name.text)));
    if way.is_none() && is_over_columns && compared.iter().any(|head| is_said(head.text)) {
        return None;
    }
    let is_columns = match way {
        Some(way) => way == FiguresAre::Columns,
        None => {
            is_over_columns || is_attribute(corner.text) && !is_list || !is_kind && is_in_title(titles, &heads_of())
        }
    };
    if is_columns {
        let names = heads_of();
        let is_named = names.len() >= 2 && names.iter().all(|name| !name.text.is_empty());
        return is_named.then(|| {
            let columns = Columns {
                header,
                attribute: corner.column,
                figures: compared.iter().map(|head| head.column).collect(),
                notes: notes.iter().map(|head| head.column).collect(),
                is_short: false,
            };
            (Way::Columns(columns), names)
        });
    }
    if way != Some(FiguresAre::Rows) && !is_kind {
        return None;
    }
    let items = table.items.as_ref()?;
    let all = items.iter().map(|(_, name)| name.clone()).collect();
    let turned = Turned { header, figures: items.iter().map(|(row, _)| *row).collect(), name: table.column };
    Some((Way::Rows(turned), all))
}

/// Returns which way round a table is that stands right below a heading such as `A vs. B`.
fn headed(table: &Prepared, page: &Blocks, way: Option<FiguresAre>) -> Option<(Way, Vec<Name>)> {
    let above = &page.blocks[..table.at];
    let heading = above.iter().rev().find_map(|block| match &block.content {
        Content::Heading(text) => Some(Some(text)),
        Content::Table(_) => Some(None),
        Content::Paragraph(_) => None,
    })??;
    let readings = title::readings(heading);
    let found = readings.iter().filter_map(|reading| {
        let figures: Vec<Name> = reading.iter().map(|name| Name::new(name)).collect();
        agreed(table, &figures, way)
    });
    let Agreed { way, names, .. } = found.max_by_key(|agreed| agreed.score)?;
    Some((way, names))
}

/// Answers whether a title that is no "A vs. B" has all the names in it, as "Tea, Coffee and Cocoa at a Glance".
fn is_in_title(titles: &[(&Title, Vec<Vec<Name>>)], names: &[Name]) -> bool {
    names.len() >= 2
        && titles.iter().any(|(title, _)| {
            let words = name::words(&title.text);
            names.iter().all(|name| {
                let name = name::words(&name.text);
                !name.is_empty() && words.windows(name.len()).any(|run| run == name.as_slice())
            })
        })
}

/// Returns the cells of a row that may be a header row, without empty ones at its end.
fn heads(row: &TableRow) -> Option<Vec<Head<'_>>> {
    if row.doubt.is_some() || row.group.is_some() {
        return None;
    }
    let written = row.cells.iter().rposition(|cell| !cell.text.is_empty())? + 1;
    let cells = &row.cells[..written];
    let is_name =
        |(at, cell): (usize, &super::Cell)| cell.text.len() <= LONGEST_NAME && (at == 0 || !cell.text.is_empty());
    let is_header = (2..=MOST_FIGURES + 3).contains(&cells.len()) && cells.iter().enumerate().all(is_name);
    is_header.then(|| {
        cells
            .iter()
            .enumerate()
            .map(|(column, cell)| Head { column, text: &cell.text, name: Name::new(&cell.text) })
            .collect()
    })
}

/// A first column that only counts the rows.
struct Serial {
    /// Whether its head says so.
    is_named: bool,
    /// The number of the first row.
    first: usize,
}

/// Returns what is known of the first column if it counts rows, one by one.
fn serial(table: &Table, header: usize, heads: &[Head]) -> Option<Serial> {
    let head: String = name::fold(heads[0].text).chars().filter(|c| !matches!(c, '.' | ' ' | '/')).collect();
    let is_named = SERIAL_WORDS.contains(&&*head);
    if heads.len() < 3 || !is_named && !heads[0].text.is_empty() {
        return None;
    }
    let rows = table.rows[header + 1..].iter().filter(|row| !row.is_rule() && row.head_alone().is_none());
    let mut numbers = rows.map(|row| {
        let text = row.cells.first().map_or("", |cell| &*cell.text);
        text.trim_matches(['.', '(', ')', '#']).parse::<usize>().ok()
    });
    let first = numbers.next()??;
    let is_counted = (first.checked_add(1)?..).zip(numbers).all(|(wanted, number)| number == Some(wanted));
    (is_counted && (is_named || first <= HIGHEST_FIRST)).then_some(Serial { is_named, first })
}

fn is_note(head: &str) -> bool {
    NOTE_WORDS.contains(&&*name::fold(head))
}

/// Returns row and name of the things that the rows are; `None` where one has no name, or two have the same.
fn items(table: &Table, header: usize, column: usize) -> Option<Vec<(usize, Name)>> {
    let mut items = Vec::new();
    let mut folded = HashSet::new();
    for (at, row) in table.rows.iter().enumerate().skip(header + 1) {
        if row.group.is_some() || row.is_rule() {
            continue;
        }
        let name = row.cells.get(column).filter(|cell| cell.doubt.is_none() && row.doubt.is_none())?;
        let is_name = !name.text.is_empty() && name.text.len() <= LONGEST_NAME && items.len() < MOST_FIGURES;
        if !is_name || !folded.insert(name::fold(&name.text)) {
            return None;
        }
        items.push((at, Name::new(&name.text)));
    }
    (items.len() >= 2).then_some(items)
}

impl TableRow {
    /// Returns the column of the only text in the row, where that is marked as a head; 0 where the row is known to head a group.
    pub(super) fn head_alone(&self) -> Option<usize> {
        if self.group.is_some() {
            return Some(0);
        }
        let mut written = self.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty());
        let ((column, first), None) = (written.next()?, written.next()) else { return None };
        let is_head = first.is_head && self.cells.len() > 1 && first.doubt.is_none() && self.doubt.is_none();
        is_head.then_some(column)
    }

    /// Answers whether the row is only drawn: it says nothing and parts other rows.
    pub(super) fn is_rule(&self) -> bool {
        let is_drawn =
            |cell: &super::Cell| cell.text.chars().all(|c| matches!(c, '-' | '–' | '—' | '=' | '_' | '·' | ':' | ' '));
        self.doubt.is_none()
            && self.cells.iter().all(is_drawn)
            && self.cells.first().is_none_or(|cell| cell.text.is_empty() || cell.text.chars().count() > 1)
    }
}

fn plain(text: &str) -> Vec<String> {
    let words: Vec<String> = name::words(text);
    let text = words.join(" ");
    let singular = text.strip_suffix('s').unwrap_or(&text).to_owned();
    let y = text.strip_suffix("ies").map(|stem| format!("{stem}y"));
    [Some(text), Some(singular), y].into_iter().flatten().collect()
}

fn is_attribute(corner: &str) -> bool {
    plain(corner).iter().any(|form| ATTRIBUTE_WORDS.contains(&&**form))
}

fn is_kind(corner: &str) -> bool {
    plain(corner).iter().any(|form| KIND_WORDS.contains(&&**form))
}

/// Returns what is wrong with a page whose title names figures that no table has.
fn missing(title: &Title, readings: &[Vec<Name>], tables: &[Prepared], page: &Blocks) -> Rejection {
    let mut seen_names = HashSet::new();
    if let Some(name) = readings[0].iter().find(|name| !seen_names.insert(name::fold(&name.text))) {
        return Rejection { line: title.line, reason: format!("two figures have the same name, `{}`", name.text) };
    }
    let names: Vec<String> = readings[0].iter().map(|name| format!("`{}`", name.text)).collect();
    let names = names.join(" and ");
    match tables.first() {
        None => Rejection {
            line: title.line,
            reason: format!("the title names {names}, and the page has no table that compares them"),
        },
        Some(Prepared { at, table, .. }) => Rejection {
            line: page.blocks[*at].line,
            reason: format!(
                "no table has a header that names the figures of the title, {names}; the first one has {}",
                seen(table)
            ),
        },
    }
}

fn uncertain(title: Option<&Title>, tables: &[Prepared], page: &Blocks) -> Rejection {
    let Some(Prepared { at, table, .. }) = tables.first() else {
        let line = title.map_or(1, |title| title.line);
        return Rejection { line, reason: "the page has neither a title such as `A vs. B` nor a table".to_owned() };
    };
    if table.rows.iter().all(|row| row.cells.len() < 3) {
        let reason = format!("a page compares two figures or more, and the header of its table has {}", seen(table));
        return Rejection { line: page.blocks[*at].line, reason };
    }
    let reason = format!(
        "no title such as `A vs. B` tells whether columns or rows of the table are compared: its header has {}; \
         `--figures columns` or `--figures rows` says which",
        seen(table)
    );
    Rejection { line: page.blocks[*at].line, reason }
}

/// Returns the header of a table for people, shortened.
fn seen(table: &Table) -> String {
    /// The most cells and the most characters of each that are shown.
    const MOST: (usize, usize) = (5, 30);
    let cells = &table.rows[0].cells;
    let shown = |cell: &super::Cell| {
        let text: String = cell.text.chars().take(MOST.1).collect();
        if text.is_empty() {
            return "an empty cell".to_owned();
        }
        if text.len() < cell.text.len() { format!("`{text}…`") } else { format!("`{text}`") }
    };
    let texts: Vec<String> = cells.iter().take(MOST.0).map(shown).collect();
    let more = if cells.len() > MOST.0 { ", …" } else { "" };
    format!("{}{more}", texts.join(", "))
}

/// Answers whether a block is a table that is not among those that compare the figures.
pub(super) fn is_other_table(block: &Block, at: usize, tables: &[(usize, Way)]) -> bool {
    matches!(block.content, Content::Table(_)) && !tables.iter().any(|(table, _)| *table == at)
}
