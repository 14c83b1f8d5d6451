//! What an import means for corrections: which documents have moved away from what a correction was decided on, and which
//! have come to agree with it.

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::model::{CorrectionId, DocumentId, MovedCorrection, PassageId};
use crate::store::base::Store;
use crate::store::search::IndexChanges;

/// Returns the numbers of a document's corrections that it has moved away from.
pub(in crate::store) fn of_document(connection: &Connection, document_id: DocumentId) -> Result<Vec<CorrectionId>> {
    let sql = include_str!("moved_of_document.sql");
    let mut statement = connection.prepare_cached(sql)?;
    let numbers = statement.query_map(named_params! { ":document_id": document_id }, |row| row.get(0))?;
    Ok(numbers.collect::<rusqlite::Result<_>>()?)
}

/// Records which of a document's corrections it now says itself, and returns how many are new among them.
pub(in crate::store) fn note_agreement(connection: &Connection, document_id: DocumentId, now: &str) -> Result<usize> {
    Ok(connection
        .prepare_cached(include_str!("note_agreement.sql"))?
        .execute(named_params! { ":document_id": document_id, ":now": now })?)
}

/// Gives the corrections that had lost their passage one again, where the document has it once more.
pub(in crate::store) fn find_passages_again(
    connection: &Connection,
    document_id: DocumentId,
    index: &mut IndexChanges,
) -> Result<()> {
    let pairs: Vec<(CorrectionId, PassageId)> = connection
        .prepare_cached(include_str!("passages_found_again.sql"))?
        .query_map(named_params! { ":document_id": document_id }, |row| {
            Ok((row.get("correction_id")?, row.get("passage_id")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (number, passage_id) in pairs {
        index.will_change(connection, passage_id)?;
        // Unless another of the corrections has found it first.
        let sql = include_str!("find_passage_again.sql");
        connection.prepare_cached(sql)?.execute(named_params! { ":number": number, ":passage_id": passage_id })?;
    }
    Ok(())
}

impl Store {
    /// Passes every active correction whose document has moved away from what it was decided on to `visit`.
    pub fn each_moved_correction(&self, mut visit: impl FnMut(&MovedCorrection) -> Result<()>) -> Result<()> {
        let sql = "SELECT stated FROM moved_corrections WHERE correction_id = :number";
        let mut moved = self.connection.prepare(sql)?;
        let mut numbers = self.connection.prepare("SELECT correction_id FROM moved_corrections ORDER BY 1")?;
        let numbers: Vec<CorrectionId> = numbers.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if numbers.is_empty() {
            return Ok(());
        }
        self.each_correction(|correction| {
            if numbers.binary_search(&correction.number).is_err() {
                return Ok(());
            }
            let stated = moved.query_row(named_params! { ":number": correction.number }, |row| row.get(0))?;
            visit(&MovedCorrection { correction: correction.clone(), stated })
        })
    }
}
