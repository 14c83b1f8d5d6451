//! Unclear rows: table rows that wait for a person to tell their cells apart.

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, named_params};

use crate::error::Result;
use crate::model::{Candidate, UnclearRecord, UnclearRow};
use crate::store::base::Store;
use crate::store::document::settle;

impl Store {
    /// Returns the unclear row of a number, `None` when there is none.
    pub fn unclear_row(&self, number: i64) -> Result<Option<UnclearRecord>> {
        let mut statement = self.connection.prepare(include_str!("each_unclear_row.sql"))?;
        Ok(statement.query_row(named_params! { ":number": number }, unclear_record).optional()?)
    }

    /// Stores a person's split of an unclear row, and returns the document's slug. See `settle::settle` for what is
    /// refused.
    pub fn settle(&mut self, number: i64, split: &Candidate, editor: &str, now: &str) -> Result<String> {
        self.write(|connection| settle::settle(connection, number, split, editor, now))
    }

    /// Passes every unclear row to `visit`, document by document.
    pub fn each_unclear_row(&self, mut visit: impl FnMut(&UnclearRecord) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_unclear_row.sql"))?;
        let mut rows = statement.query(named_params! { ":number": None::<i64> })?;
        while let Some(row) = rows.next()? {
            visit(&unclear_record(row)?)?;
        }
        Ok(())
    }
}

fn unclear_record(row: &rusqlite::Row) -> rusqlite::Result<UnclearRecord> {
    let candidates: String = row.get("candidates")?;
    let candidates = serde_json::from_str(&candidates)
        .map_err(|source| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(source)))?;
    Ok(UnclearRecord {
        id: row.get("id")?,
        document: row.get("document")?,
        row: UnclearRow {
            position: row.get("position")?,
            raw: row.get("raw")?,
            reason: row.get("reason")?,
            candidates,
        },
    })
}
