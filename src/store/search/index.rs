//! Keeps what is made of the texts in step with them: the full-text index, and what values amount to. Asking the index is in
//! the module above.
//!
//! FTS5 gathers words in memory and writes them out as a piece of the index, which it later merges with others. It
//! writes out early when an id is not above the one before, and whenever a statement begins that may have to be undone
//! by itself (any that changes several rows). So changes are gathered here first and written in one go, in the order of
//! their ids.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, named_params};

use super::apart::IndexApart;
use super::write::{Difference, put};
use crate::error::Result;
use crate::model::{DocumentId, TextId};
use crate::store::quantity;

/// How many bytes of text are handed on at once to a thread that builds an index.
const BATCH: usize = 1024 * 1024;

/// Texts that differ from what the index holds, by id. Until they are written, nothing else may change how one of them
/// reads, and a search finds them as they were.
#[derive(Debug, Default)]
pub(in crate::store) struct IndexChanges {
    texts: BTreeMap<TextId, Text>,
    bytes: usize,
    place: Place,
    /// Documents whose values are to be read anew, whatever became of their texts.
    documents: BTreeSet<DocumentId>,
}

/// Where the index is written.
#[derive(Debug, Default)]
enum Place {
    /// That shows when there is enough for a batch: for less, no thread is worth it.
    #[default]
    Open,
    /// In the base.
    Base,
    /// By a thread, for a base that had no texts.
    Apart(IndexApart),
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
    pub fn will_change(&mut self, connection: &Connection, id: impl Into<TextId>) -> Result<()> {
        let id = id.into();
        if let Some(text) = self.texts.get_mut(&id) {
            // What was noted first is what the index holds.
            text.after = None;
        } else {
            let before = text(connection, id)?;
            self.bytes += before.as_ref().map_or(0, String::len);
            self.texts.insert(id, Text { before, after: None });
            // Now, because a value may be gone when the others of its document are read again.
            self.documents.extend(document_of(connection, id)?);
        }
        Ok(())
    }

    /// Notes that a text which nothing corrects becomes another. What the values of its document amount to is not read for that.
    pub fn replaced(&mut self, id: impl Into<TextId>, before: String, after: &str) {
        self.bytes += before.len() + after.len();
        let text = self.texts.entry(id.into()).or_insert(Text { before: Some(before), after: None });
        text.after = Some(after.to_owned());
    }

    /// Notes a document whose values may be called or read otherwise, although their texts stay.
    pub fn will_read_anew(&mut self, id: DocumentId) {
        self.documents.insert(id);
    }

    /// Notes that what the values of a document amount to is written by whoever changes it, and need not be read.
    pub fn is_read(&mut self, id: DocumentId) {
        self.documents.remove(&id);
    }

    /// Notes a text that is new and that nothing corrects. What it amounts to is written by whoever adds it.
    pub fn added(&mut self, id: impl Into<TextId>, text: &str) {
        self.bytes += text.len();
        self.texts.insert(id.into(), Text { before: None, after: Some(text.to_owned()) });
    }

    /// Notes a text that is new to the documents; a correction may have been made before it came back.
    pub fn added_current(&mut self, id: impl Into<TextId>) {
        self.texts.insert(id.into(), Text { before: None, after: None });
    }

    /// Writes what is gathered when it is more than `most` bytes, or when there is a thread to hand it to. The first time
    /// that there is enough of it, such a thread is started if the base has no texts yet; returns whether it was.
    pub fn write_when_due(&mut self, connection: &Connection, most: usize) -> Result<bool> {
        let bytes = self.bytes + self.texts.len() * size_of::<(TextId, Text)>();
        let mut is_started = false;
        if bytes > BATCH.min(most) && matches!(self.place, Place::Open) {
            let apart = if most > BATCH { IndexApart::start(connection)? } else { None };
            is_started = apart.is_some();
            self.place = apart.map_or(Place::Base, Place::Apart);
        }
        let most = if matches!(self.place, Place::Apart(_)) { BATCH } else { most };
        if bytes > most {
            self.write(connection)?;
        }
        Ok(is_started)
    }

    /// Brings the index in step with the texts: at once, or, where a thread builds it, with [`Self::finish`].
    pub fn write(&mut self, connection: &Connection) -> Result<()> {
        self.bytes = 0;
        self.read_quantities(connection)?;
        let texts = std::mem::take(&mut self.texts).into_iter();
        let differences = texts.map(|(id, Text { before, after })| {
            let after = after.map_or_else(|| text(connection, id), |after| Ok(Some(after)))?;
            Ok(Difference { id, before, after })
        });
        match &mut self.place {
            Place::Apart(apart) => apart.put(differences.collect::<Result<_>>()?),
            _ => differences.into_iter().try_for_each(|difference| put(connection, difference?)),
        }
    }

    /// Brings what values amount to in step with those texts that are not simply new.
    fn read_quantities(&mut self, connection: &Connection) -> Result<()> {
        let mut documents = std::mem::take(&mut self.documents);
        for (id, text) in &self.texts {
            if text.before.is_none() && text.after.is_none() {
                documents.extend(document_of(connection, *id)?);
            }
        }
        documents.into_iter().try_for_each(|id| quantity::refresh(connection, id).map(drop))
    }

    /// Writes what is left.
    pub fn finish(mut self, connection: &Connection) -> Result<()> {
        self.write(connection)?;
        match self.place {
            Place::Apart(apart) => apart.finish(connection),
            _ => Ok(()),
        }
    }
}

/// Makes a change that may alter, add or remove how the text of `id` reads, and brings the index in step with it.
pub(in crate::store) fn change<T>(connection: &Connection, id: TextId, make: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut changes = IndexChanges::default();
    changes.will_change(connection, id)?;
    let result = make()?;
    changes.write(connection)?;
    Ok(result)
}

/// Returns the document of a value or a summary; `None` for a passage, and for what is not there.
fn document_of(connection: &Connection, id: TextId) -> Result<Option<DocumentId>> {
    if id.is_of_passage() {
        return Ok(None);
    }
    let sql =
        "SELECT id FROM documents WHERE id = :id UNION ALL SELECT document_id FROM attribute_values WHERE id = :id";
    Ok(connection.prepare_cached(sql)?.query_row(named_params! { ":id": id }, |row| row.get(0)).optional()?)
}

/// Returns how a text reads after corrections.
fn text(connection: &Connection, id: TextId) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT text FROM search_texts WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| row.get(0))
        .optional()?)
}
