//! Keeps what values amount to in step with their texts. A document is read as a whole: what its other numbers look like
//! bears on how one is read.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use super::row::{PUT, QuantityColumns, put};
use crate::error::Result;
use crate::model::{DocumentId, Quantity, ValueId};
use crate::quantity::{decimal_mark, read};
use crate::store::base::columns;

/// Writes what the values of a new document amount to. `values` are all that it has, each with its attribute, as the document
/// writes both. `amounts` is that for all of them, where it is known.
pub(in crate::store) fn put_new(
    connection: &Connection,
    values: &[(ValueId, &str, &str)],
    amounts: Option<&[Option<Quantity>]>,
    summary: &str,
) -> Result<()> {
    // A row of the page that is none of the document, as it has one like it, does not bear on the others.
    if let Some(amounts) = amounts.filter(|amounts| amounts.len() == values.len()) {
        let known = values.iter().zip(amounts).filter_map(|((id, ..), amount)| Some((*id, amount.as_ref()?)));
        let mut statement = connection.prepare_cached(PUT)?;
        return Ok(known.into_iter().try_for_each(|(id, quantity)| put(&mut statement, id, quantity))?);
    }
    let mark = decimal_mark(values.iter().flat_map(|(_, attribute, text)| [*attribute, *text]), summary);
    for (value_id, attribute, text) in values {
        if let Ok(quantity) = read(text, attribute, mark) {
            put(&mut *connection.prepare_cached(PUT)?, *value_id, &quantity)?;
        }
    }
    Ok(())
}

/// Brings what is kept of a document's values to what they amount to, where that is known: `amounts` are that of `values`,
/// which are all that it has, and uncorrected.
pub(in crate::store) fn bring(
    connection: &Connection,
    document_id: DocumentId,
    values: &[ValueId],
    amounts: &[Option<Quantity>],
) -> Result<()> {
    let mut statement = connection.prepare_cached(include_str!("kept_of_document.sql"))?;
    let value_id = statement.column_index("value_id")?;
    let quantity = QuantityColumns::of(&statement)?;
    let kept = statement.query_map(named_params! { ":document_id": document_id }, |row| {
        Ok((row.get(value_id)?, quantity.read(row)?))
    })?;
    let mut kept = kept.collect::<rusqlite::Result<HashMap<ValueId, Option<Quantity>>>>()?;
    let read = values.iter().zip(amounts).filter_map(|(value_id, amount)| {
        let kept = kept.remove(value_id).flatten();
        (kept != *amount).then_some((*value_id, amount.as_ref()))
    });
    read.collect::<Vec<_>>().into_iter().try_for_each(|(id, quantity)| keep(connection, id, quantity))
}

/// Keeps what a value amounts to, or that it amounts to nothing.
fn keep(connection: &Connection, value_id: ValueId, quantity: Option<&Quantity>) -> Result<()> {
    if let Some(quantity) = quantity {
        return Ok(put(&mut *connection.prepare_cached(PUT)?, value_id, quantity)?);
    }
    let sql = "DELETE FROM quantities WHERE value_id = :value_id";
    connection.prepare_cached(sql)?.execute(named_params! { ":value_id": value_id })?;
    Ok(())
}

/// Brings what is kept of a document's values in step with their texts.
pub(in crate::store) fn refresh(connection: &Connection, document_id: DocumentId) -> Result<usize> {
    let astray = astray(connection, document_id)?;
    astray.iter().try_for_each(|(value_id, read)| keep(connection, *value_id, read.as_ref()))?;
    Ok(astray.len())
}

/// Returns the values of a document of which something else is kept than their texts amount to, each with that.
pub(in crate::store) fn astray(
    connection: &Connection,
    document_id: DocumentId,
) -> Result<Vec<(ValueId, Option<Quantity>)>> {
    let mut statement = connection.prepare_cached(include_str!("current_texts.sql"))?;
    let [id, attribute, text] = columns(&statement, ["id", "attribute", "text"])?;
    let quantity = QuantityColumns::of(&statement)?;
    let rows = statement.query_map(named_params! { ":document_id": document_id }, |row| {
        let (id, attribute, text): (ValueId, String, String) = (row.get(id)?, row.get(attribute)?, row.get(text)?);
        Ok((id, attribute, text, quantity.read(row)?))
    })?;
    let values = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let sql = "SELECT summary FROM documents WHERE id = :id";
    let summary: String =
        connection.prepare_cached(sql)?.query_row(named_params! { ":id": document_id }, |row| row.get(0))?;
    let texts = values.iter().flat_map(|(_, attribute, text, _)| [attribute.as_str(), text.as_str()]);
    let mark = decimal_mark(texts, &summary);
    let read = values.into_iter().filter_map(|(value_id, attribute, text, kept)| {
        let read = read(&text, &attribute, mark).ok();
        (read != kept).then_some((value_id, read))
    });
    Ok(read.collect())
}
