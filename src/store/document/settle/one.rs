//! A person tells the cells of one unclear row apart, or takes that back.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::{Error, Refusal, Result};
use crate::model::{
    BatchId, Candidate, CorrectionId, DocumentId, Settled, SettlementId, TextStatus, UnclearRowId, Unsettled, ValueId,
};
use crate::name;
use crate::store::document::import::Importer;
use crate::store::document::{inferred, told_apart, version};
use crate::store::name::known;

/// Tells a person's split of an unclear row to the base: its values are stored, the row is no longer unclear.
///
/// Refused, for the caller to roll back, when the cells are not as many as the document's figures, do not hold the row's very
/// characters (but for spaces and bars between cells), the document has values for that attribute already, or a row above has
/// the same text: what is decided holds for the first one, as it does when the page is imported again.
pub(in crate::store) fn settle(
    connection: &Connection,
    row_id: UnclearRowId,
    split: &Candidate,
    editor: &str,
    now: &str,
) -> Result<Settled> {
    let (document_id, settled) = decide(connection, row_id, Some(split), None, editor, now)?;
    inferred::judge_document(connection, document_id, now)?;
    Ok(settled)
}

/// Decides that an unclear row stays so: it waits for nobody, and is not told apart by what other documents say.
///
/// Refused when a row above has the same text.
pub(in crate::store) fn leave(
    connection: &Connection,
    row_id: UnclearRowId,
    editor: &str,
    now: &str,
) -> Result<Settled> {
    let (document_id, settled) = decide(connection, row_id, None, None, editor, now)?;
    inferred::judge_document(connection, document_id, now)?;
    Ok(settled)
}

/// Keeps what a person decided on an unclear row, and stores the values of a split. The other rows of its document, which is
/// returned, are then to be judged again.
///
/// `batch` is the act on many rows that it is part of.
pub(super) fn decide(
    connection: &Connection,
    row_id: UnclearRowId,
    split: Option<&Candidate>,
    batch: Option<BatchId>,
    editor: &str,
    now: &str,
) -> Result<(DocumentId, Settled)> {
    let sql = "SELECT document_id, position, raw FROM unclear_rows WHERE id = :id AND settled_row_id IS NULL";
    let found: Option<(DocumentId, u32, String)> = connection
        .prepare(sql)?
        .query_row(named_params! { ":id": row_id }, |row| {
            Ok((row.get("document_id")?, row.get("position")?, row.get("raw")?))
        })
        .optional()?;
    let Some((document_id, position, raw)) = found else { return Err(Error::UnknownRow { number: row_id }) };
    ensure_first(connection, row_id)?;
    inferred::take_back(connection, document_id)?;
    if let Some(split) = split {
        ensure_fits(connection, document_id, &raw, split)?;
    }
    let figures = json(&version::figures(connection, document_id)?);
    // Decided before, but the page states the row clearly as well.
    connection.prepare(include_str!("take_settled_back.sql"))?.execute(named_params! {
        ":document_id": document_id, ":raw": raw, ":figures": figures, ":editor": editor, ":now": now,
    })?;
    let number = connection.prepare(include_str!("settle_row.sql"))?.insert(named_params! {
        ":document_id": document_id, ":raw": raw, ":figures": figures, ":attribute": split.map(|split| &split.attribute),
        ":cells": split.map(|split| json(&split.values)), ":batch": batch, ":editor": editor, ":now": now,
    })?;
    let number = SettlementId(number);
    connection.execute(
        "UPDATE unclear_rows SET settled_row_id = :settled_row_id WHERE id = :id",
        named_params! { ":id": row_id, ":settled_row_id": number },
    )?;
    if let Some(split) = split {
        Importer::new(connection, now)?.insert_told_apart(document_id, position, split, TextStatus::Settled)?;
    }
    let sql = "SELECT slug FROM documents WHERE id = :id";
    let document = connection.query_row(sql, named_params! { ":id": document_id }, |row| row.get(0))?;
    Ok((document_id, Settled { number, document }))
}

/// Takes back what a person decided on a row, which is unclear again. Corrections of its values stay.
///
/// Fails when there is no decision of that number; refused when it was taken back before.
pub(in crate::store) fn unsettle(
    connection: &Connection,
    number: SettlementId,
    editor: &str,
    now: &str,
) -> Result<Unsettled> {
    let found = connection
        .prepare(include_str!("settled_row.sql"))?
        .query_row(named_params! { ":number": number }, |row| {
            let undone = row.get::<_, Option<String>>("unsettled_by")?.zip(row.get("unsettled_at")?);
            let unclear = row.get::<_, Option<UnclearRowId>>("unclear_row_id")?.zip(row.get("position")?);
            let document_id: DocumentId = row.get("document_id")?;
            let unsettled = Unsettled {
                document: row.get("document")?,
                raw: row.get("raw")?,
                row: unclear.map(|(id, _)| id),
                corrections: Vec::new(),
            };
            Ok((undone, document_id, row.get::<_, Option<String>>("attribute")?, unclear, unsettled))
        })
        .optional()?;
    let Some((undone, document_id, attribute, unclear, mut unsettled)) = found else {
        return Err(Error::UnknownSettlement { number });
    };
    if let Some((by, at)) = undone {
        return Err(Refusal::AlreadyUnsettled { number, by, at }.into());
    }
    let take_back = "UPDATE settled_rows SET unsettled_at = :unsettled_at, unsettled_by = :unsettled_by WHERE id = :id";
    connection.execute(take_back, named_params! { ":id": number, ":unsettled_at": now, ":unsettled_by": editor })?;
    if let Some((row_id, position)) = unclear {
        connection
            .execute("UPDATE unclear_rows SET settled_row_id = NULL WHERE id = :id", named_params! { ":id": row_id })?;
        if let Some(attribute) = attribute {
            unsettled.corrections = remove_values(connection, document_id, &attribute, position)?;
        }
        inferred::judge_document(connection, document_id, now)?;
    }
    Ok(unsettled)
}

/// Removes the values of a settled row, and returns the corrections that stand on them, which stay.
fn remove_values(
    connection: &Connection,
    document_id: DocumentId,
    attribute: &str,
    position: u32,
) -> Result<Vec<CorrectionId>> {
    let Some(attribute_id) = known::attribute(connection, attribute)? else {
        return Ok(Vec::new());
    };
    let parameters =
        named_params! { ":document_id": document_id, ":attribute_id": attribute_id, ":position": position };
    let values: Vec<(ValueId, Option<CorrectionId>)> = connection
        .prepare(include_str!("settled_values.sql"))?
        .query_map(parameters, |row| Ok((row.get("id")?, row.get("correction")?)))?
        .collect::<rusqlite::Result<_>>()?;
    told_apart::remove_values(connection, values.iter().map(|(id, _)| *id))?;
    known::delete_unused(connection, attribute_id.into())?;
    Ok(values.into_iter().filter_map(|(_, correction)| correction).collect())
}

fn json(texts: &[String]) -> String {
    serde_json::to_string(texts).expect("plain text always has a JSON form")
}

/// Tells whether cells hold the very characters of a row, but for what is never read, which no name of an attribute keeps.
pub(in crate::store) fn is_of(split: &Candidate, raw: &str) -> bool {
    bare(&format!("{}{}", split.attribute, split.values.concat())) == bare(raw)
}

/// Returns a row's characters as names have them, without what may stand between cells: white space and bars.
fn bare(raw: &str) -> String {
    name::clean(&raw.chars().filter(|c| !c.is_whitespace() && *c != '|').collect::<String>())
}

fn ensure_first(connection: &Connection, row_id: UnclearRowId) -> Result<()> {
    let first: UnclearRowId = connection
        .prepare(include_str!("first_of_text.sql"))?
        .query_row(named_params! { ":id": row_id }, |row| row.get(0))?;
    if first == row_id { Ok(()) } else { Err(Refusal::RowTwice { first }.into()) }
}

fn ensure_fits(connection: &Connection, document_id: DocumentId, raw: &str, split: &Candidate) -> Result<()> {
    let refused = |refusal: Refusal| Err(refusal.into());
    let figures: i64 = connection.query_row(
        "SELECT count(*) FROM document_figures WHERE document_id = :document_id",
        named_params! { ":document_id": document_id },
        |row| row.get(0),
    )?;
    if i64::try_from(split.values.len()) != Ok(figures) {
        return refused(Refusal::CellCount { figures, cells: split.values.len() });
    }
    if split.attribute.is_empty() {
        return refused(Refusal::AttributeEmpty);
    }
    if name::clean(&split.attribute).len() > name::LONGEST {
        return refused(Refusal::AttributeLong);
    }
    if !is_of(split, raw) {
        return refused(Refusal::OtherCharacters { raw: raw.to_owned() });
    }
    let attribute = known::attribute(connection, &split.attribute)?;
    let sql = include_str!("has_values_for.sql");
    let taken: bool = connection.query_row(
        sql,
        named_params! { ":document_id": document_id, ":attribute_id": attribute },
        |row| row.get(0),
    )?;
    if taken {
        return refused(Refusal::RowThere { attribute: split.attribute.clone() });
    }
    Ok(())
}
