//! What an import did, in numbers: counted page by page, and said at its end.

use std::fmt;

use crate::command::shared::passed_over::PassedOver;
use crate::error::{Error, Result};
use crate::model::{Change, Document};
use crate::service::counted::counted;

/// What an import did, in numbers.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    imported: usize,
    updated: usize,
    unchanged: usize,
    rejected: usize,
    rows: usize,
    unclear: usize,
    told_apart: usize,
    moved: usize,
    agreed: usize,
    passed_over: PassedOver,
}

impl Tally {
    /// Returns the same for programs.
    #[must_use]
    pub fn facts(&self) -> [(&'static str, serde_json::Value); 6] {
        [
            ("imported", self.imported.into()),
            ("updated", self.updated.into()),
            ("unchanged", self.unchanged.into()),
            ("rejected", self.rejected.into()),
            ("rows", self.rows.into()),
            ("unclear", self.unclear.into()),
        ]
    }

    /// Counts a document and what the import did with it.
    pub fn count(&mut self, change: &Change, document: &Document) {
        let mut settled = 0;
        match change {
            Change::New => self.imported += 1,
            // The page that made way was counted, and will be counted as rejected.
            Change::Instead { rows, unclear } => {
                self.rows = self.rows.saturating_sub(*rows);
                self.unclear = self.unclear.saturating_sub(*unclear);
            }
            Change::Updated { differences, .. } | Change::Restored { differences, .. } => {
                self.updated += 1;
                settled = differences.settled;
                self.moved += differences.moved;
                self.agreed += differences.agreed;
            }
            Change::Unchanged => {
                self.unchanged += 1;
                return;
            }
            Change::OneFigureTwice { .. } | Change::AnotherPage { .. } => {
                self.rejected += 1;
                return;
            }
        }
        self.rows += document.rows.len() + settled;
        self.unclear += document.unclear.len() - settled;
    }

    /// Counts a page that says what the base has already.
    pub fn count_unchanged(&mut self) {
        self.unchanged += 1;
    }

    /// Counts a page that was not imported.
    pub fn count_rejected(&mut self) {
        self.rejected += 1;
    }

    /// Notes how many unclear rows other pages told apart, of these documents and of those that were there before.
    pub fn note_told_apart(&mut self, rows: usize) {
        self.told_apart = rows;
    }

    /// Notes what was there and is no page.
    pub fn pass_over(&mut self, passed_over: PassedOver) {
        self.passed_over = passed_over;
    }

    /// Returns how many documents the base now holds of those that were read.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.imported + self.updated + self.unchanged
    }

    /// Fails when a page was rejected.
    pub fn ensure_complete(&self) -> Result<()> {
        match self.rejected {
            0 => Ok(()),
            rejected => Err(Error::Rejected { rejected, total: self.documents() + rejected }),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { imported, updated, unchanged, rejected, rows, unclear, told_apart, moved, agreed, passed_over } =
            self;
        write!(
            f,
            "{imported} imported, {updated} updated, {unchanged} unchanged, {rejected} rejected; \
             {} stored, {unclear} unclear",
            counted(rows, "row")
        )?;
        if imported + updated == 0 {
            write!(f, "; nothing changed")?;
        }
        if *told_apart > 0 {
            let rows = if *told_apart == 1 { "row" } else { "rows" };
            write!(
                f,
                "; {told_apart} unclear {rows} told apart with the help of other pages (`versus review --inferred`)"
            )?;
        }
        match (agreed, moved) {
            (0, 0) => {}
            (_, 0) => write!(f, "; corrections: {agreed} agreed with")?,
            _ => write!(f, "; corrections: {agreed} agreed with, {moved} moved (`versus check` lists them)")?,
        }
        if passed_over.is_empty() { Ok(()) } else { write!(f, "; {passed_over}") }
    }
}
