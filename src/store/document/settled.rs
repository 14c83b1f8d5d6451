//! Rows that a person told apart: which of a page's rows that holds for.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use super::version::not_json;
use crate::error::Result;
use crate::model::{AttributeId, Candidate, DocumentId, FigureId, Row, SettlementId, TextStatus, UnclearRow};
use crate::store::name::known::KnownNames;

/// A row whose values go into the base, and how sure they are.
#[derive(Debug)]
pub(in crate::store) struct SettledRow<'a> {
    pub row: Cow<'a, Row>,
    pub status: TextStatus,
}

/// What a person decided on a row of a document.
#[derive(Debug)]
pub(in crate::store) struct Settlement {
    /// Its row.
    pub id: SettlementId,
    raw: String,
    /// The figures of the columns, as far as the base knows them.
    figures: Vec<Option<FigureId>>,
    /// Where the cells end; `None` for a row that stays unclear.
    split: Option<Candidate>,
}

impl Settlement {
    /// Tells whether it holds for a row under these figures: the very text, and the same figures in the same columns. A page
    /// that turned its columns round says something else with the same characters.
    pub fn holds_for(&self, row: &UnclearRow, figures: &[FigureId]) -> bool {
        self.raw == row.raw && self.figures.iter().copied().eq(figures.iter().copied().map(Some))
    }

    /// Returns the row of the page that it makes; `None` where that stays unclear.
    pub fn row(&self, position: u32) -> Option<Row> {
        let split = self.split.as_ref()?;
        let (attribute, values) = (split.attribute.clone(), split.values.clone());
        Some(Row { position, attribute, values, group: String::new() })
    }
}

/// Returns what people decided on rows of a document and did not take back, oldest first.
pub(in crate::store) fn of_document(
    connection: &Connection,
    names: &KnownNames,
    document_id: DocumentId,
) -> Result<Vec<Settlement>> {
    let mut statement = connection.prepare_cached(include_str!("active_settled_rows.sql"))?;
    let mut rows = statement.query(named_params! { ":document_id": document_id })?;
    let mut settlements = Vec::new();
    while let Some(row) = rows.next()? {
        let figures: String = row.get("figures")?;
        let figures: Vec<String> = serde_json::from_str(&figures).map_err(|source| not_json(0, source))?;
        let figures: Result<_> = figures.iter().map(|figure| names.figure(connection, figure)).collect();
        settlements.push(Settlement {
            id: row.get("id")?,
            raw: row.get("raw")?,
            figures: figures?,
            split: split(row)?,
        });
    }
    Ok(settlements)
}

/// Returns where a person decided that the cells of a row end; `None` where it stays unclear.
///
/// # Errors
///
/// Cells that are no JSON are damage.
pub(in crate::store) fn split(row: &rusqlite::Row) -> Result<Option<Candidate>> {
    let Some((attribute, cells)) =
        row.get::<_, Option<String>>("attribute")?.zip(row.get::<_, Option<String>>("cells")?)
    else {
        return Ok(None);
    };
    Ok(Some(Candidate::new(attribute, serde_json::from_str(&cells).map_err(|source| not_json(0, source))?)))
}

/// The rows of a page by attribute, to find those that state a cell once more.
#[derive(Debug, Default)]
pub(in crate::store) struct SeenRows(HashMap<AttributeId, Vec<Vec<bool>>>);

impl SeenRows {
    /// Notes a row about an attribute; `false` when a row before has a text in one of its cells. Two rows may be about one
    /// attribute where an alias made their attributes one, as long as each says something else.
    pub fn insert(&mut self, attribute: AttributeId, row: &Row) -> bool {
        let filled: Vec<bool> = row.values.iter().map(|text| !text.is_empty()).collect();
        let before = self.0.entry(attribute).or_default();
        let is_new = before.iter().all(|other| other.iter().zip(&filled).all(|(other, cell)| !(*other && *cell)));
        if is_new {
            before.push(filled);
        }
        is_new
    }
}

/// Returns a row that cannot be stored as an unclear one: its attribute, under this or another name, has a row already, or
/// it says nothing of any figure.
pub(in crate::store) fn unclear(row: &Row) -> UnclearRow {
    let reason = if says_nothing(row) {
        format!("none of the cells of `{}` says anything", row.attribute)
    } else {
        format!("another row of the page is about `{}` already", row.attribute)
    };
    UnclearRow {
        position: row.position,
        raw: format!("{} | {}", row.attribute, row.values.join(" | ")),
        reason,
        candidates: vec![Candidate::new(row.attribute.clone(), row.values.clone())],
    }
}

/// Tells whether a row has no value to store.
pub(in crate::store) fn says_nothing(row: &Row) -> bool {
    row.values.iter().all(String::is_empty)
}
