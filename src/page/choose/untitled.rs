//! Pages whose titles name no figures: the tables whose own words tell which way round they are.

use super::agree::{self, Name};
use super::blocks::{Blocks, Content, Title};
use super::compared::{Columns, Compared, Turned, Way};
use super::naming::{Agreed, agreed, arranged};
use super::prepared::{Head, Prepared};
use super::{list_words, refusal, title, words};
use crate::name;
use crate::page::figures_are::FiguresAre;
use crate::page::rejection::Rejection;

/// Reads a page whose titles name no figures: the first table whose header tells which way round it is.
pub(super) fn untitled(
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
        return Err(refusal::uncertain(title.as_ref(), tables, page));
    }
    let figures = figures.into_iter().map(|name| name.text).collect();
    Ok(Compared { title, figures, tables: found })
}

/// Reads a page whose title names some of the figures of a table: the rows of which are things of a kind, so that the title
/// does not name them all. That a further column is a figure, and no remark, is for a person to say.
pub(super) fn wider(
    title: &Title,
    readings: &[Vec<Name>],
    tables: &[Prepared],
    way: Option<FiguresAre>,
) -> Option<Compared> {
    let is_named = |names: &[Name]| {
        readings.iter().any(|figures| {
            figures.iter().all(|figure| names.iter().filter(|name| agree::is_one(name, figure)).count() == 1)
        })
    };
    let is_said = way.is_some();
    let (first, figures) = tables.iter().enumerate().find_map(|(at, table)| {
        let (way, names) = told(table, &[], way)?;
        ((matches!(way, Way::Rows(_)) || is_said) && is_named(&names)).then_some(((at, way), names))
    })?;
    let (at, first) = first;
    let order: Vec<usize> = (0..figures.len()).collect();
    let others = tables[at + 1..].iter().filter_map(|table| {
        let way = arranged(agreed(table, &figures, way)?, &order, figures.len())?;
        Some((table.at, way))
    });
    let tables = std::iter::once((tables[at].at, first)).chain(others).collect();
    let figures = figures.iter().map(|name| name.text.clone()).collect();
    Some(Compared { title: Some(title.clone()), figures, tables })
}

/// Returns which way round a table is, when its first header cell tells, or a title that has all its names in it.
fn told(table: &Prepared, titles: &[(&Title, Vec<Vec<Name>>)], way: Option<FiguresAre>) -> Option<(Way, Vec<Name>)> {
    let header = 0;
    let heads = table.headers.first()?.as_ref()?;
    let corner = heads.get(table.corner)?;
    let (notes, compared): (Vec<&Head>, Vec<&Head>) =
        heads.iter().skip(table.corner + 1).partition(|head| words::is_note(head.text));
    let heads_of = || compared.iter().map(|head| head.name.clone()).collect::<Vec<_>>();
    let is_list = compared.iter().any(|head| list_words::is_of_list(head.text));
    let texts: Vec<&str> = compared.iter().map(|head| head.text).collect();
    let is_kind = words::is_kind(corner.text)
        && !(is_list && list_words::is_listed_kind(corner.text))
        && !list_words::is_register(corner.text, &texts);
    // "Plan | Free | Pro" over "Price | 0 | 10": the kind is that of the columns.
    let is_over_columns =
        is_kind && table.items.as_ref().is_some_and(|items| items.iter().any(|(_, name)| words::is_said(&name.text)));
    if way.is_none() && is_over_columns && compared.iter().any(|head| words::is_said(head.text)) {
        return None;
    }
    let is_columns = match way {
        Some(way) => way == FiguresAre::Columns,
        None => {
            is_over_columns
                || words::is_attribute(corner.text) && !is_list
                || !is_kind && is_in_title(titles, &heads_of())
        }
    };
    if is_columns {
        let names = heads_of();
        // Years and numbers are what is counted by, and no figures.
        let is_counted = way.is_none() && names.iter().all(|name| !name.text.contains(char::is_alphabetic));
        let is_named = names.len() >= 2 && names.iter().all(|name| !name.text.is_empty()) && !is_counted;
        return is_named.then(|| {
            let columns = Columns {
                header,
                attribute: corner.column,
                figures: compared.iter().map(|head| head.column).collect(),
                notes: notes.iter().map(|head| head.column).collect(),
                group: None,
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
    let turned = Turned {
        header,
        figures: items.iter().map(|(row, _)| *row).collect(),
        name: corner.column,
        serial: table.serial,
    };
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
