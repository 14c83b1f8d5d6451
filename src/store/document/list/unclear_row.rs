//! Unclear rows: table rows that wait for a person to tell their cells apart.

use rusqlite::{OptionalExtension, named_params};

use crate::error::Result;
use crate::model::{
    BatchId, Bulk, Candidate, DocumentId, Settled, SettledRecord, SettlementId, UnclearRecord, UnclearRow,
    UnclearRowId, Unsettled, UnsettledBatch,
};
use crate::store::base::{Store, column};
use crate::store::document::version::{self, not_json};
use crate::store::document::{inferred, settle, settled};

impl Store {
    /// Returns the unclear row of a number, `None` when there is none.
    pub fn unclear_row(&self, number: UnclearRowId) -> Result<Option<UnclearRecord>> {
        let mut statement = self.connection.prepare(include_str!("each_unclear_row.sql"))?;
        Ok(statement
            .query_row(named_params! { ":number": number, ":is_inferred": false }, unclear_record)
            .optional()?)
    }

    /// Returns the figures under which an unclear row stands, as its document calls them, in column order.
    pub fn figures_of_row(&self, number: UnclearRowId) -> Result<Vec<String>> {
        let sql = "SELECT document_id FROM unclear_rows WHERE id = :id";
        let document_id: Option<DocumentId> =
            self.connection.query_row(sql, named_params! { ":id": number }, |row| row.get(0)).optional()?;
        document_id.map_or_else(|| Ok(Vec::new()), |id| version::figures(&self.connection, id))
    }

    /// Stores a person's split of an unclear row. See `settle::settle` for what is refused.
    pub fn settle(&mut self, number: UnclearRowId, split: &Candidate, editor: &str, now: &str) -> Result<Settled> {
        self.write(|connection| settle::settle(connection, number, split, editor, now))
    }

    /// Decides that an unclear row stays so, whatever other documents say. See `settle::leave` for what is refused.
    pub fn leave(&mut self, number: UnclearRowId, editor: &str, now: &str) -> Result<Settled> {
        self.write(|connection| settle::leave(connection, number, editor, now))
    }

    /// Returns what [`Store::settle_firsts`] would do, and writes none of it.
    pub fn plan_firsts(&mut self, rows: &[UnclearRowId], most: usize, editor: &str, now: &str) -> Result<Bulk> {
        self.write_or_roll_back(true, |connection| settle::settle_firsts(connection, rows, most, editor, now))
    }

    /// Settles rows by their first candidates, at most so many, as one act. See `settle::settle_firsts` for what stays.
    pub fn settle_firsts(&mut self, rows: &[UnclearRowId], most: usize, editor: &str, now: &str) -> Result<Bulk> {
        self.write(|connection| settle::settle_firsts(connection, rows, most, editor, now))
    }

    /// Takes back what one act decided on many rows. See `settle::unsettle_batch` for what is left and refused.
    pub fn unsettle_batch(&mut self, batch: BatchId, editor: &str, now: &str) -> Result<UnsettledBatch> {
        self.write(|connection| settle::unsettle_batch(connection, batch, editor, now))
    }

    /// Takes back what a person decided on a row. See `settle::unsettle` for what is refused.
    pub fn unsettle(&mut self, number: SettlementId, editor: &str, now: &str) -> Result<Unsettled> {
        self.write(|connection| settle::unsettle(connection, number, editor, now))
    }

    /// Passes what people decided on rows and did not take back to `visit`, document by document.
    pub fn each_settled_row(&self, mut visit: impl FnMut(&SettledRecord) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_settled_row.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let figures: String = row.get("figures")?;
            visit(&SettledRecord {
                number: row.get("number")?,
                document: row.get("document")?,
                position: row.get("position")?,
                raw: row.get("raw")?,
                split: settled::split(row)?,
                figures: serde_json::from_str(&figures).map_err(|source| not_json(0, source))?,
                state: row.get("state")?,
                editor: row.get("editor")?,
                settled_at: row.get("settled_at")?,
                batch: row.get("batch")?,
            })?;
        }
        Ok(())
    }

    /// Returns the rows of a document that nobody and nothing told apart, as they stood.
    pub fn unclear_rows_of_document(&self, document: DocumentId) -> Result<Vec<String>> {
        let sql = include_str!("untold_rows_of_document.sql");
        column(&self.connection, sql, named_params! { ":document_id": document })
    }

    /// Passes every unclear row to `visit`, document by document; or those that what other documents say told apart.
    pub fn each_unclear_row(
        &self,
        is_inferred: bool,
        mut visit: impl FnMut(&UnclearRecord) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_unclear_row.sql"))?;
        let mut rows =
            statement.query(named_params! { ":number": None::<UnclearRowId>, ":is_inferred": is_inferred })?;
        while let Some(row) = rows.next()? {
            visit(&unclear_record(row)?)?;
        }
        Ok(())
    }
}

fn unclear_record(row: &rusqlite::Row) -> rusqlite::Result<UnclearRecord> {
    let candidates: String = row.get("candidates")?;
    let mut candidates: Vec<Candidate> = serde_json::from_str(&candidates).map_err(|source| not_json(0, source))?;
    if let Some(split) = inferred::split(row)? {
        candidates.retain(|candidate| (&candidate.attribute, &candidate.values) != (&split.attribute, &split.values));
        candidates.insert(0, split);
    }
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
