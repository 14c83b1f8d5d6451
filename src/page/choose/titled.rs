//! Pages with a title that names figures: the tables that name them.

use super::agree::{self, Name};
use super::blocks::Title;
use super::compared::Compared;
use super::naming::{Agreed, agreed, arranged};
use super::prepared::Prepared;
use crate::page::figures_are::FiguresAre;
use crate::page::rejection::Rejection;

/// Returns the tables that name the figures of one reading of the title: of the one that most surely agrees.
pub(super) fn titled(
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
