//! What is written into a full-text index, wherever it is. When that is done is for `index` to say.

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::model::TextId;

/// The option of the migration: how many bytes of words are gathered before they are written out.
pub(in crate::store) const CONFIGURE: &str =
    "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16777216)";

/// How a text of an id differs from what the index holds.
#[derive(Debug)]
pub(super) struct Difference {
    pub id: TextId,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Brings an index in step with a text.
pub(super) fn put(connection: &Connection, Difference { id, before, after }: Difference) -> Result<()> {
    if before == after {
        return Ok(());
    }
    if let Some(before) = before {
        connection
            .prepare_cached("INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', :rowid, :text)")?
            .execute(named_params! { ":rowid": id, ":text": before })?;
    }
    after.map_or(Ok(()), |after| add(connection, id, &after))
}

/// Adds a new text to the index.
pub(in crate::store) fn add(connection: &Connection, id: TextId, text: &str) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO search_index (rowid, text) VALUES (:rowid, :text)")?
        .execute(named_params! { ":rowid": id, ":text": text })?;
    Ok(())
}
