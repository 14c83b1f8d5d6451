//! What an update of a document means for what people decided on it: corrections keep a place to stand on, and are told where
//! the document has moved away from them or has come to agree with them.

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::model::{AttributeId, CorrectionId, Differences, DocumentId, FigureId, PassageId};
use crate::store::document::absent;
use crate::store::document::identity::Identity;
use crate::store::document::import::Importer;
use crate::store::search::IndexChanges;

impl Importer<'_> {
    /// Tells whether people corrected anything in a document, or prefer what it says, now or once. For most documents nobody
    /// did, and what an update means for it need not be asked.
    pub(super) fn is_decided_on(&self, document_id: DocumentId) -> Result<bool> {
        let sql = include_str!("is_decided_on.sql");
        let is_decided_on = named_params! { ":document_id": document_id };
        Ok(self.connection.prepare_cached(sql)?.query_row(is_decided_on, |row| row.get(0))?)
    }

    /// Brings what people decided on a document to its new state. `moved_before` has moved already.
    pub(super) fn bring_decisions_along(
        &mut self,
        stored: &Identity,
        moved_before: &[CorrectionId],
        differences: &mut Differences,
    ) -> Result<()> {
        let id = stored.id;
        find_passages_again(self.connection, id, &mut self.index)?;
        if stored.is_forgotten {
            self.stand_corrections(id)?;
        }
        for sql in [include_str!("name_corrections.sql"), include_str!("name_preferences.sql")] {
            self.connection.prepare_cached(sql)?.execute(named_params! { ":document_id": id })?;
        }
        differences.agreed = note_agreement(self.connection, id, self.now)?;
        let moved = moved(self.connection, id)?;
        differences.moved = moved.iter().filter(|number| !moved_before.contains(number)).count();
        Ok(())
    }

    /// Gives the corrections of a document that came back, whose cells it no longer has, a value to stand on.
    fn stand_corrections(&mut self, document_id: DocumentId) -> Result<()> {
        let missing: Vec<(FigureId, AttributeId)> = self
            .connection
            .prepare_cached(include_str!("missing_corrected_values.sql"))?
            .query_map(named_params! { ":document_id": document_id }, |row| {
                Ok((row.get("figure_id")?, row.get("attribute_id")?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        for (figure_id, attribute_id) in missing {
            let id = self.take_value_id();
            absent::insert(self.connection, Some(id), document_id, (figure_id, attribute_id))?;
            self.index.added_current(id);
        }
        Ok(())
    }
}

/// Returns the numbers of a document's corrections that it has moved away from.
pub(super) fn moved(connection: &Connection, document_id: DocumentId) -> Result<Vec<CorrectionId>> {
    let sql = include_str!("moved_of_document.sql");
    let mut statement = connection.prepare_cached(sql)?;
    let numbers = statement.query_map(named_params! { ":document_id": document_id }, |row| row.get(0))?;
    Ok(numbers.collect::<rusqlite::Result<_>>()?)
}

/// Records which of a document's corrections it now says itself, and returns how many are new among them.
fn note_agreement(connection: &Connection, document_id: DocumentId, now: &str) -> Result<usize> {
    Ok(connection
        .prepare_cached(include_str!("note_agreement.sql"))?
        .execute(named_params! { ":document_id": document_id, ":now": now })?)
}

/// Gives the corrections that had lost their passage one again, where the document has it once more.
fn find_passages_again(connection: &Connection, document_id: DocumentId, index: &mut IndexChanges) -> Result<()> {
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
