//! Values that a document does not have and that stand in its table all the same, absent, for a correction to stand on.

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::model::{AttributeId, DocumentId, FigureId, ValueId};

/// Puts an absent value into a document's table, for a correction to stand on, and returns its id and text, which is empty.
/// Without an id it is given the next one.
pub(in crate::store) fn insert(
    connection: &Connection,
    id: Option<ValueId>,
    document_id: DocumentId,
    (figure_id, attribute_id): (FigureId, AttributeId),
) -> Result<(ValueId, String)> {
    let mut statement = connection.prepare_cached(include_str!("insert_absent_value.sql"))?;
    let parameters = named_params! {
        ":id": id, ":document_id": document_id, ":figure_id": figure_id, ":attribute_id": attribute_id,
    };
    Ok(statement.query_row(parameters, |row| Ok((row.get("id")?, row.get("text")?)))?)
}

/// Gives the active corrections of values that are not there one to stand on, which is absent from the document, and returns
/// the ids of these. The full-text index is the caller's to bring in step.
pub(in crate::store) fn stand_corrections(connection: &Connection) -> Result<Vec<ValueId>> {
    let mut statement = connection.prepare_cached(include_str!("stand_corrections.sql"))?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
