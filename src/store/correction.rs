//! Corrections, for export.

use super::Store;
use crate::error::Result;
use crate::model::Correction;

impl Store {
    /// Passes every correction, active or reverted, to `visit`, oldest first.
    pub fn each_correction(&self, mut visit: impl FnMut(&Correction) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_correction.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&Correction {
                number: row.get("number")?,
                report: row.get("report")?,
                document: row.get("document")?,
                figure: row.get("figure")?,
                attribute: row.get("attribute")?,
                section: row.get("section")?,
                base: row.get("base")?,
                text: row.get("text")?,
                editor: row.get("editor")?,
                note: row.get("note")?,
                made_at: row.get("made_at")?,
                reverted_at: row.get("reverted_at")?,
            })?;
        }
        Ok(())
    }
}
