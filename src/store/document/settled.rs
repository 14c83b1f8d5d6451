//! Unclear rows that a person told apart: settling one, and keeping it settled when its page is imported again.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::Connection;

use crate::error::Result;
use crate::model::{Candidate, Document, Row, TextStatus, UnclearRow};

/// A row whose values go into the base, and how sure they are.
#[derive(Debug)]
pub(in crate::store) struct SettledRow<'a> {
    pub row: Cow<'a, Row>,
    pub status: TextStatus,
}

/// Sorts a page's rows into those with values and those that are unclear, as settled by people before.
pub(in crate::store) fn apply<'a>(
    connection: &Connection,
    document_id: i64,
    document: &'a Document,
) -> Result<(Vec<SettledRow<'a>>, Vec<Cow<'a, UnclearRow>>)> {
    let settled = settled_splits(connection, document_id)?;
    let split_of = |glue: &str| settled.iter().find(|(raw, _)| raw == glue).map(|(_, split)| split);
    let settled_row = |position, split: &Candidate| SettledRow {
        row: Cow::Owned(Row { position, attribute: split.attribute.clone(), values: split.values.clone() }),
        status: TextStatus::Settled,
    };
    let mut rows = Vec::with_capacity(document.rows.len());
    for row in &document.rows {
        let clear = Candidate { attribute: row.attribute.clone(), values: row.values.clone() };
        rows.push(match split_of(&glued(&clear)) {
            Some(split) => settled_row(row.position, split),
            None => SettledRow { row: Cow::Borrowed(row), status: TextStatus::Stated },
        });
    }
    let mut unclear = Vec::new();
    for row in &document.unclear {
        match split_of(&bare(&row.raw)) {
            Some(split) if split.values.len() == document.figures.len() => rows.push(settled_row(row.position, split)),
            _ => unclear.push(Cow::Borrowed(row)),
        }
    }
    rows.sort_by_key(|row| row.row.position);
    Ok((rows, unclear))
}

/// The rows of a page by attribute, to find those that state a cell once more.
#[derive(Debug, Default)]
pub(in crate::store) struct SeenRows(HashMap<i64, Vec<Vec<bool>>>);

impl SeenRows {
    /// Notes a row about an attribute; `false` when a row before has a text in one of its cells. Two rows may be about one
    /// attribute where an alias made their attributes one, as long as each says something else.
    pub fn insert(&mut self, attribute: i64, row: &Row) -> bool {
        let filled: Vec<bool> = row.values.iter().map(|text| !text.is_empty()).collect();
        let before = self.0.entry(attribute).or_default();
        let is_new = before.iter().all(|other| other.iter().zip(&filled).all(|(other, cell)| !(*other && *cell)));
        if is_new {
            before.push(filled);
        }
        is_new
    }
}

/// Returns a row as unclear because its attribute, under this or another name, has a row already.
pub(in crate::store) fn repeated(row: &Row) -> UnclearRow {
    UnclearRow {
        position: row.position,
        raw: format!("{} | {}", row.attribute, row.values.join(" | ")),
        reason: format!("another row of the page is about `{}` already", row.attribute),
        candidates: vec![Candidate { attribute: row.attribute.clone(), values: row.values.clone() }],
    }
}

fn settled_splits(connection: &Connection, document_id: i64) -> Result<Vec<(String, Candidate)>> {
    let mut statement =
        connection.prepare_cached("SELECT raw, attribute, cells FROM settled_rows WHERE document_id = ?1")?;
    let mut rows = statement.query([document_id])?;
    let mut splits = Vec::new();
    while let Some(row) = rows.next()? {
        let raw: String = row.get(0)?;
        let cells: String = row.get(2)?;
        let values = serde_json::from_str(&cells).map_err(|source| {
            rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, source.into())
        })?;
        splits.push((bare(&raw), Candidate { attribute: row.get(1)?, values }));
    }
    Ok(splits)
}

pub(super) fn cells(split: &Candidate) -> String {
    serde_json::to_string(&split.values).expect("plain text always has a JSON form")
}

/// Returns a row's characters without what may stand between cells: white space and bars.
pub(super) fn bare(raw: &str) -> String {
    raw.chars().filter(|c| !c.is_whitespace() && *c != '|').collect()
}

pub(super) fn glued(split: &Candidate) -> String {
    bare(&format!("{}{}", split.attribute, split.values.concat()))
}
