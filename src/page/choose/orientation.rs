//! Which tables of a page compare its figures, and which way round they are.

use super::agree::Name;
use super::blocks::{Blocks, Content, Title};
use super::compared::Compared;
use super::prepared::Prepared;
use super::titled::titled;
use super::untitled::{untitled, wider};
use super::{refusal, title};
use crate::page::figures_are::FiguresAre;
use crate::page::rejection::Rejection;

/// The most tables, and texts for titles, that are looked at.
const MOST_TABLES: usize = 1000;
const MOST_TITLES: usize = 24;

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
    for (title, readings) in versus.clone() {
        if let Some(found) = wider(title, readings, &tables, way) {
            return Ok(found);
        }
    }
    let names_figures = versus.clone().find(|(title, _)| title.is_shown);
    if let Some((title, readings)) = names_figures {
        let reads_all = |way: &FiguresAre| wider(title, readings, &tables, Some(*way)).is_some();
        let on = [FiguresAre::Columns, FiguresAre::Rows].into_iter().filter(|_| way.is_none()).find(reads_all);
        return Err(refusal::missing(title, readings, &tables, page, on));
    }
    untitled(&titles, &tables, page, way)
}
