//! The headings that sections have, and the words by which they are found.

use std::collections::HashSet;

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::name;

/// How many headings an import remembers. A site has some hundreds, which come again on every page.
const MOST_KNOWN: usize = 10_000;

/// The headings that are surely in the base already, so that an import need not look them up for every section.
#[derive(Debug, Default)]
pub(in crate::store) struct KnownHeadings(HashSet<String>);

impl KnownHeadings {
    /// Writes the heading of a section with its words, unless it is there.
    pub fn add(&mut self, connection: &Connection, heading: &str) -> Result<()> {
        if heading.is_empty() || self.0.contains(heading) {
            return Ok(());
        }
        add_heading(connection, heading)?;
        if self.0.len() >= MOST_KNOWN {
            self.0.clear();
        }
        self.0.insert(heading.to_owned());
        Ok(())
    }
}

/// Writes a heading with its words, unless it is there.
pub(in crate::store) fn add_heading(connection: &Connection, heading: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO headings (heading) VALUES (:heading)";
    if connection.prepare_cached(sql)?.execute(named_params! { ":heading": heading })? > 0 {
        insert_heading_words(connection, connection.last_insert_rowid(), heading)?;
    }
    Ok(())
}

/// Writes the words by which a heading is found.
pub(in crate::store) fn insert_heading_words(connection: &Connection, id: i64, heading: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO heading_words (word, heading_id) VALUES (:word, :id)";
    let mut insert = connection.prepare_cached(sql)?;
    for word in name::words(heading) {
        insert.execute(named_params! { ":word": word, ":id": id })?;
    }
    Ok(())
}
