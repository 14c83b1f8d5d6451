//! How a table names given figures: in its header row, or in the rows below it.

use super::agree::{self, Name};
use super::compared::{Columns, Turned, Way};
use super::prepared::{Head, Prepared};
use super::words;
use crate::page::figures_are::FiguresAre;

/// A table that agrees with a title.
pub(super) struct Agreed {
    /// Which figure of the reading each named column or row is.
    pub order: Vec<usize>,
    pub way: Way,
    pub score: usize,
    pub names: Vec<Name>,
}

/// Returns how a table names these figures; `None` when it does not, or both ways round.
pub(super) fn agreed(table: &Prepared, figures: &[Name], way: Option<FiguresAre>) -> Option<Agreed> {
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
        match table.serial(header, heads) {
            Some(serial) if serial.is_named => columns(header, heads, 1, figures),
            Some(_) => columns(header, heads, 0, figures).or_else(|| columns(header, heads, 1, figures)),
            None => columns(header, heads, 0, figures)
                .or_else(|| grouped(header, heads, figures))
                .or_else(|| among(table, header, heads, figures)),
        }
    });
    found.or_else(|| short(table, figures))
}

/// Returns how a header row names these figures behind a column of groups and one of attributes, both headed as such.
fn grouped(header: usize, heads: &[Head], figures: &[Name]) -> Option<Agreed> {
    let [group, attribute, ..] = heads else { return None };
    if !words::is_group(group.text) || !words::is_attribute(attribute.text) {
        return None;
    }
    let mut agreed = columns(header, heads, 1, figures)?;
    if let Way::Columns(columns) = &mut agreed.way {
        columns.group = Some(group.column);
    }
    Some(agreed)
}

/// Returns how a header row names these figures around or before the attributes: in a column that is called so, or that has
/// no head of its own and another text in every row.
fn among(table: &Prepared, header: usize, heads: &[Head], figures: &[Name]) -> Option<Agreed> {
    let is_attribute =
        |head: &Head| words::is_attribute(head.text) || head.text.is_empty() && table.tells_rows(header, head.column);
    let mut places = (1..heads.len()).filter(|at| is_attribute(&heads[*at]));
    let attribute = places.next().filter(|_| places.next().is_none())?;
    let beside = heads.iter().enumerate().filter(|(at, _)| *at != attribute);
    named(header, &beside.map(|(_, head)| head).collect::<Vec<_>>(), &heads[attribute], figures)
}

/// Returns how a header row names these figures, with the attributes in the given one of its cells and the figures behind it.
fn columns(header: usize, heads: &[Head], attribute: usize, figures: &[Name]) -> Option<Agreed> {
    named(header, &heads.iter().skip(attribute + 1).collect::<Vec<_>>(), heads.get(attribute)?, figures)
}

/// Returns how the cells beside that of the attributes name these figures.
fn named(header: usize, beside: &[&Head], attribute: &Head, figures: &[Name]) -> Option<Agreed> {
    let without_notes: Vec<&Head> = beside.iter().copied().filter(|head| !words::is_note(head.text)).collect();
    let fits = |heads: &[&Head]| agree::all(&heads.iter().map(|head| &head.name).collect::<Vec<_>>(), figures);
    let (compared, (order, score)) = match fits(beside) {
        Some(found) => (beside.to_vec(), found),
        None if without_notes.len() < beside.len() => (without_notes.clone(), fits(&without_notes)?),
        None => return None,
    };
    let notes = beside.iter().filter(|head| !compared.iter().any(|other| other.column == head.column));
    let columns = Columns {
        header,
        attribute: attribute.column,
        figures: compared.iter().map(|head| head.column).collect(),
        notes: notes.map(|head| head.column).collect(),
        group: None,
        is_short: false,
    };
    let of_heads = compared.iter().map(|head| head.name.clone()).collect();
    Some(Agreed { order, way: Way::Columns(columns), score, names: of_heads })
}

/// A header that has no cell above the attributes, and so one cell less than the rows.
fn short(table: &Prepared, figures: &[Name]) -> Option<Agreed> {
    let heads = table.headers.first()?.as_ref()?;
    let is_close = heads.last().is_some_and(|head| head.column + 1 == heads.len());
    let is_longer = is_close && table.table.rows[1..].iter().all(|row| row.cells.len() == heads.len() + 1);
    if !is_longer || heads.iter().any(|head| head.text.is_empty()) {
        return None;
    }
    let (order, score) = agree::all(&heads.iter().map(|head| &head.name).collect::<Vec<_>>(), figures)?;
    let figures = (1..=heads.len()).collect();
    let columns = Columns { header: 0, attribute: 0, figures, group: None, notes: Vec::new(), is_short: true };
    let names = heads.iter().map(|head| head.name.clone()).collect();
    Some(Agreed { order, way: Way::Columns(columns), score, names })
}

fn in_rows(table: &Prepared, figures: &[Name]) -> Option<Agreed> {
    let heads = table.headers.first()?.as_ref()?;
    let corner = heads.get(table.corner)?;
    if let Some(items) = &table.items
        && let Some(agreed) = rows(table, corner.column, items, figures)
    {
        return Some(agreed);
    }
    // "Rank | City | ...": the names may stand behind another column.
    let beside = heads.iter().skip(table.corner + 1).take(1);
    let beside = beside.filter_map(|head| Some((head.column, table.items_in(head.column)?)));
    for (column, items) in beside {
        if let Some(agreed) = rows(table, column, &items, figures) {
            return Some(agreed);
        }
    }
    others(table, corner, figures)
}

/// Returns how the rows of a table, with these names in a column, name these figures.
fn rows(table: &Prepared, name: usize, items: &[(usize, Name)], figures: &[Name]) -> Option<Agreed> {
    let names: Vec<&Name> = items.iter().map(|(_, name)| name).collect();
    let (order, score) = agree::all(&names, figures)?;
    let rows = items.iter().map(|(row, _)| *row).collect();
    let way = Way::Rows(Turned { header: 0, figures: rows, name, serial: table.serial });
    Some(Agreed { order, way, score, names: names.into_iter().cloned().collect() })
}

/// "X vs Alternatives": the table names the others.
fn others(table: &Prepared, corner: &Head, figures: &[Name]) -> Option<Agreed> {
    let items = table.items.as_ref()?;
    let names: Vec<&Name> = items.iter().map(|(_, name)| name).collect();
    let (others, listed): (Vec<usize>, Vec<usize>) =
        (0..figures.len()).partition(|at| words::is_others(&figures[*at].text));
    if others.len() != 1 || listed.is_empty() || !words::is_kind(corner.text) {
        return None;
    }
    let row_of = |figure: &usize| {
        let mut fitting = (0..names.len()).filter(|at| agree::is_one(names[*at], &figures[*figure]));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let rows: Vec<usize> = listed.iter().map(row_of).collect::<Option<_>>()?;
    let rest = (0..names.len()).filter(|at| !rows.contains(at));
    let all: Vec<usize> = rows.iter().copied().chain(rest).collect();
    let figures = all.iter().map(|at| items[*at].0).collect();
    let turned = Turned { header: 0, figures, name: corner.column, serial: table.serial };
    let score = 2 * rows.len();
    Some(Agreed {
        order: listed,
        way: Way::Rows(turned),
        score,
        names: all.iter().map(|at| names[*at].clone()).collect(),
    })
}

/// Brings the columns or rows of a table into the order of the first one.
pub(super) fn arranged(agreed: Agreed, order: &[usize], figures: usize) -> Option<Way> {
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
