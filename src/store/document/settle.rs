//! A person tells the cells of an unclear row apart.

use rusqlite::{Connection, OptionalExtension, params};

use super::import::Importer;
use super::settled::{bare, cells, glued};
use crate::error::{Error, Refusal, Result};
use crate::model::{Candidate, NameKind};
use crate::name;
use crate::store::name::known;

/// Tells a person's split of an unclear row to the base: its values are stored, the row is no longer unclear.
///
/// Refused, with nothing written, when the cells are not as many as the document's figures, do not hold the row's very
/// characters (but for spaces and bars between cells), or the document has values for that attribute already.
pub(in crate::store) fn settle(
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
    let refused = |refusal: Refusal| Err(refusal.into());
    let figures: i64 =
        connection.query_row("SELECT count(*) FROM document_figures WHERE document_id = ?1", [document_id], |row| {
            row.get(0)
        })?;
    if i64::try_from(split.values.len()) != Ok(figures) {
        return refused(Refusal::CellCount { figures, cells: split.values.len() });
    }
    if split.attribute.is_empty() {
        return refused(Refusal::AttributeEmpty);
    }
    if name::clean(&split.attribute).len() > name::LONGEST {
        return refused(Refusal::AttributeLong);
    }
    if glued(split) != bare(raw) {
        return refused(Refusal::OtherCharacters { raw: raw.to_owned() });
    }
    let attribute = known::find(connection, NameKind::Attribute, &name::fold(&split.attribute))?;
    let sql = include_str!("has_values_for.sql");
    let taken: bool = connection.query_row(sql, params![document_id, attribute], |row| row.get(0))?;
    if taken {
        return refused(Refusal::RowThere { attribute: split.attribute.clone() });
    }
    Ok(())
}
