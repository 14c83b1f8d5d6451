//! Unclear rows: table rows that wait for a person to tell their cells apart.

use rusqlite::types::Type;

use super::Store;
use crate::error::Result;
use crate::model::{UnclearRecord, UnclearRow};

impl Store {
    /// Passes every unclear row to `visit`, document by document.
    pub fn each_unclear_row(&self, mut visit: impl FnMut(&UnclearRecord) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_unclear_row.sql"))?;
        let mut rows = statement.query([])?;
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
