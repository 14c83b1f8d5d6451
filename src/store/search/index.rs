//! Keeps the full-text index in step with the texts. Asking it is in the module above.
//!
//! FTS5 gathers words in memory and writes them out as a piece of the index, which it later merges with others. It
//! writes out early when an id is not above the one before, and whenever a statement begins that may have to be undone
//! by itself (any that changes several rows). So changes are gathered here first and written in one go, in the order of
//! their ids.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;

/// Texts that differ from what the index holds, by id. Until they are written, nothing else may change how one of them
/// reads, and a search finds them as they were.
#[derive(Debug, Default)]
pub(in crate::store) struct IndexChanges {
    texts: BTreeMap<i64, Text>,
    bytes: usize,
}

#[derive(Debug)]
struct Text {
    /// What the index holds; `None` when it has no such text.
    before: Option<String>,
    /// What it is to hold, where that is known; else it is read from the base in the end.
    after: Option<String>,
}

impl IndexChanges {
    /// Notes how a text reads that is about to be altered, added or removed.
    pub fn will_change(&mut self, connection: &Connection, id: i64) -> Result<()> {
        if let Some(text) = self.texts.get_mut(&id) {
            // What was noted first is what the index holds.
            text.after = None;
        } else {
            let before = text(connection, id)?;
            self.bytes += before.as_ref().map_or(0, String::len);
            self.texts.insert(id, Text { before, after: None });
        }
        Ok(())
    }

    /// Notes a text that is new and that nothing corrects.
    pub fn added(&mut self, id: i64, text: &str) {
        self.bytes += text.len();
        self.texts.insert(id, Text { before: None, after: Some(text.to_owned()) });
    }

    /// Notes a text that is new to the documents; a correction may have been made before it came back.
    pub fn added_current(&mut self, id: i64) {
        self.texts.insert(id, Text { before: None, after: None });
    }

    /// Returns about how much memory the texts take that are kept here.
    pub fn bytes(&self) -> usize {
        self.bytes + self.texts.len() * size_of::<(i64, Text)>()
    }

    /// Brings the index in step with the texts, and forgets them.
    pub fn write(&mut self, connection: &Connection) -> Result<()> {
        self.bytes = 0;
        for (id, Text { before, after }) in std::mem::take(&mut self.texts) {
            let after = after.map_or_else(|| text(connection, id), |after| Ok(Some(after)))?;
            if before == after {
                continue;
            }
            if let Some(before) = before {
                connection
                    .prepare_cached("INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', ?1, ?2)")?
                    .execute(params![id, before])?;
            }
            if let Some(after) = after {
                add(connection, id, &after)?;
            }
        }
        Ok(())
    }
}

/// Adds a new text to the index. The id is that of its document, value or passage.
pub(in crate::store) fn add(connection: &Connection, id: i64, text: &str) -> Result<()> {
    connection.prepare_cached("INSERT INTO search_index (rowid, text) VALUES (?1, ?2)")?.execute(params![id, text])?;
    Ok(())
}

/// Adds a text to the index as it reads after corrections, which may have been made before the text came back.
pub(in crate::store) fn add_current(connection: &Connection, id: i64) -> Result<()> {
    text(connection, id)?.map_or(Ok(()), |text| add(connection, id, &text))
}

/// Makes a change that may alter, add or remove how the text of `id` reads, and brings the index in step with it.
pub(in crate::store) fn change(connection: &Connection, id: i64, make: impl FnOnce() -> Result<()>) -> Result<()> {
    change_all(connection, &[id], make)
}

/// Does what [`change`] does for several texts at once.
pub(in crate::store) fn change_all(
    connection: &Connection,
    ids: &[i64],
    make: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let mut changes = IndexChanges::default();
    ids.iter().try_for_each(|id| changes.will_change(connection, *id))?;
    make()?;
    changes.write(connection)
}

/// Returns how a text reads after corrections.
fn text(connection: &Connection, id: i64) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT text FROM search_texts WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?)
}
