//! Unclear rows that a person told apart: settling one, and keeping it settled when its page is imported again.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension, params};

use super::importer::Importer;
use crate::error::{Error, Result};
use crate::model::{Candidate, Document, Row, UnclearRow};
use crate::name;

/// A row whose values go into the base, and how sure they are.
#[derive(Debug)]
pub(super) struct SettledRow<'a> {
    pub row: Cow<'a, Row>,
    /// `stated` or `settled`.
    pub status: &'static str,
}

/// Tells a person's split of an unclear row to the base: its values are stored, the row is no longer unclear.
///
/// Refused, with nothing written, when the cells are not as many as the document's figures, do not hold the row's very
/// characters (but for spaces and bars between cells), or the document has values for that attribute already.
pub(super) fn settle(
    connection: &Connection,
    row_id: i64,
    split: &Candidate,
    editor: &str,
    now: &str,
) -> Result<String> {
    let found: Option<(i64, u32, String)> = connection
        .prepare("SELECT document_id, position, raw FROM unclear_rows WHERE id = ?1")?
        .query_row([row_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((document_id, position, raw)) = found else { return Err(Error::UnknownRow { number: row_id }) };
    ensure_fits(connection, document_id, &raw, split)?;
    connection.prepare(include_str!("settle_row.sql"))?.execute(params![
        document_id,
        raw,
        split.attribute,
        cells(split),
        editor,
        now
    ])?;
    connection.execute("DELETE FROM unclear_rows WHERE id = ?1", [row_id])?;
    Importer::new(connection, now)?.insert_settled(document_id, position, split)?;
    Ok(connection.query_row("SELECT slug FROM documents WHERE id = ?1", [document_id], |row| row.get(0))?)
}

fn ensure_fits(connection: &Connection, document_id: i64, raw: &str, split: &Candidate) -> Result<()> {
    let refused = |message: String| Err(Error::Refused { message, hint: "nothing was written".into() });
    let figures: i64 =
        connection.query_row("SELECT count(*) FROM document_figures WHERE document_id = ?1", [document_id], |row| {
            row.get(0)
        })?;
    if i64::try_from(split.values.len()) != Ok(figures) {
        return refused(format!("the document compares {figures} figures, but {} cells are given", split.values.len()));
    }
    if split.attribute.is_empty() {
        return refused("the attribute is empty".into());
    }
    if name::clean(&split.attribute).len() > name::LONGEST {
        return refused(format!("the attribute is longer than {} bytes", name::LONGEST));
    }
    if glued(split) != bare(raw) {
        return refused(format!("the cells do not hold the very characters of the row `{raw}`"));
    }
    let taken: bool = connection.query_row(
        "SELECT EXISTS (
           SELECT 1 FROM attribute_values
           WHERE document_id = ?1 AND status <> 'absent' AND attribute_id = (
             SELECT id FROM attributes WHERE name_folded = ?2
             UNION ALL SELECT attribute_id FROM attribute_aliases WHERE name_folded = ?2
           )
         )",
        params![document_id, name::fold(&split.attribute)],
        |row| row.get(0),
    )?;
    if taken {
        return refused(format!("the document has values for `{}` already", split.attribute));
    }
    Ok(())
}

/// Sorts a page's rows into those with values and those that are unclear, as settled by people before.
pub(super) fn apply<'a>(
    connection: &Connection,
    document_id: i64,
    document: &'a Document,
) -> Result<(Vec<SettledRow<'a>>, Vec<Cow<'a, UnclearRow>>)> {
    let settled = settled_splits(connection, document_id)?;
    let split_of = |glue: &str| settled.iter().find(|(raw, _)| raw == glue).map(|(_, split)| split);
    let settled_row = |position, split: &Candidate| SettledRow {
        row: Cow::Owned(Row { position, attribute: split.attribute.clone(), values: split.values.clone() }),
        status: "settled",
    };
    let mut rows = Vec::with_capacity(document.rows.len());
    for row in &document.rows {
        let clear = Candidate { attribute: row.attribute.clone(), values: row.values.clone() };
        rows.push(match split_of(&glued(&clear)) {
            Some(split) => settled_row(row.position, split),
            None => SettledRow { row: Cow::Borrowed(row), status: "stated" },
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

/// Returns a row as unclear because its attribute, under this or another name, has a row already.
pub(super) fn repeated(row: &Row) -> UnclearRow {
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

fn cells(split: &Candidate) -> String {
    serde_json::to_string(&split.values).expect("plain text always has a JSON form")
}

/// Returns a row's characters without what may stand between cells: white space and bars.
fn bare(raw: &str) -> String {
    raw.chars().filter(|c| !c.is_whitespace() && *c != '|').collect()
}

fn glued(split: &Candidate) -> String {
    bare(&format!("{}{}", split.attribute, split.values.concat()))
}
