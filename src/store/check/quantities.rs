//! What values amount to beside what their texts say.

use rusqlite::Connection;

use super::finding::{Concern, Finding, Level, Visit};
use crate::error::Result;
use crate::model::{DocumentId, Place};
use crate::store::quantity;

pub(super) fn quantities(connection: &Connection, visit: &mut Visit) -> Result<()> {
    each_document(connection, |id, slug| {
        let count = quantity::astray(connection, id)?.len();
        if count == 0 {
            return Ok(());
        }
        let values = if count == 1 { "a value is".to_owned() } else { format!("{count} values are") };
        let details = format!("{values} taken for another quantity than the text says");
        let place = Some(Place::Document { document: slug.to_owned() });
        visit(&Finding { place, ..Finding::new(Concern::Quantity, Level::Mendable, details) })
    })
}

/// Brings all of them in step, and returns how many were not.
pub(super) fn read_anew(connection: &Connection) -> Result<usize> {
    let orphans =
        connection.execute("DELETE FROM quantities WHERE value_id NOT IN (SELECT id FROM attribute_values)", [])?;
    let mut documents = Vec::new();
    each_document(connection, |id, _| {
        documents.push(id);
        Ok(())
    })?;
    documents.into_iter().try_fold(orphans, |sum, id| Ok(sum + quantity::refresh(connection, id)?))
}

pub(super) fn each_document(
    connection: &Connection,
    mut visit: impl FnMut(DocumentId, &str) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare("SELECT id, slug FROM documents ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(row.get("id")?, row.get_ref("slug")?.as_str()?)?;
    }
    Ok(())
}
