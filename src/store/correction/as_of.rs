//! The base as it was at a moment: what happened until then, done again in its order, in a base aside and by the same code
//! that made the present one. Which documents that takes is in `ever`.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, named_params, params_from_iter};

use super::ever;
use super::making::{self, Decision};
use crate::error::{Error, Result};
use crate::model::{
    CorrectionId, DocumentId, LogKind, NameKind, Named, PassageId, PlaceKind, ReportId, SettlementId, UnclearRowId,
};
use crate::store::base::Store;
use crate::store::document::forget::{self, Forgetting};
use crate::store::document::import::Importer;
use crate::store::document::inferred;
use crate::store::document::settle;
use crate::store::document::settled;
use crate::store::document::version;
use crate::store::merging::merge::{self, Merging};
use crate::store::merging::{alias, undo};
use crate::store::name::known;
use crate::store::place::PlaceId;
use crate::store::search::IndexChanges;

impl Store {
    /// Returns a base with what this one held at a moment (RFC 3339, UTC): all of it, or what it held of the figures that go,
    /// or went, by these names or parts of names. It knows reports only as
    /// what corrections answer, and lives as long as one command.
    pub fn as_of(&self, moment: &str, names: Option<&[&str]>) -> Result<Self> {
        self.as_of_by(moment, names, None)
    }

    /// Returns the same; where it is not made by `end`, and asked by then, that is an error as of [`Store::stop_when`].
    pub fn as_of_by(&self, moment: &str, names: Option<&[&str]>, end: Option<Instant>) -> Result<Self> {
        let documents = names.map(|names| ever::documents_of(&self.connection, names)).transpose()?;
        self.again_until(moment, documents, end)
    }

    /// Returns a base in which all that happened until a moment was done again, to some documents or to all.
    pub(super) fn again_until(
        &self,
        moment: &str,
        documents: Option<HashSet<DocumentId>>,
        end: Option<Instant>,
    ) -> Result<Self> {
        let is_over = move || end.is_some_and(|end| Instant::now() > end);
        let mut past = Self::open_temporary()?.as_stated(self.as_stated);
        past.stop_when(is_over)?;
        past.write(|connection| {
            let mut replay = Replay {
                present: &self.connection,
                past: connection,
                documents,
                contents: HashMap::new(),
                corrections: HashMap::new(),
                settled: HashMap::new(),
            };
            let mut statement = self.connection.prepare(include_str!("events_until.sql"))?;
            let mut events = statement.query(named_params! { ":moment": moment })?;
            while let Some(event) = events.next()? {
                // Each statement is short, and there may be many.
                if is_over() {
                    return Err(stopped());
                }
                replay.happen(&Event {
                    kind: event.get("kind")?,
                    row_id: event.get("row_id")?,
                    at: event.get("at")?,
                    details: event.get("details")?,
                })?;
            }
            inferred::judge_all(connection, moment).map(drop)
        })?;
        Ok(past)
    }
}

/// Returns the error of what was not done by its end.
fn stopped() -> Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_INTERRUPT);
    rusqlite::Error::SqliteFailure(code, None).into()
}

struct Event {
    kind: LogKind,
    /// The row of what it happened to, in the table that its kind is about.
    row_id: i64,
    at: String,
    details: Option<String>,
}

impl Event {
    /// Returns one of the details, as the base of then knew them.
    fn detail(&self, name: &str) -> Option<String> {
        let details: serde_json::Value = serde_json::from_str(self.details.as_deref()?).ok()?;
        details.get(name)?.as_str().map(String::from)
    }

    /// Returns a place in a document that is among the details.
    fn position(&self, name: &str) -> Option<i64> {
        let details: serde_json::Value = serde_json::from_str(self.details.as_deref()?).ok()?;
        details.get(name)?.as_i64()
    }
}

/// What happened, done again.
struct Replay<'a> {
    present: &'a Connection,
    past: &'a Connection,
    /// The documents that count; all where there are none named. They have the same rows in both bases.
    documents: Option<HashSet<DocumentId>>,
    /// How many contents of each document came in.
    contents: HashMap<DocumentId, usize>,
    /// The rows of corrections in the past, by those of the present.
    corrections: HashMap<CorrectionId, CorrectionId>,
    /// The rows of decisions on rows, likewise.
    settled: HashMap<SettlementId, SettlementId>,
}

impl Replay<'_> {
    fn happen(&mut self, event: &Event) -> Result<()> {
        match event.kind {
            LogKind::Imported | LogKind::Updated => self.import(event),
            LogKind::Forgotten => self.forget(event),
            LogKind::Settled => self.settle(event),
            LogKind::Unsettled => self.unsettle(event),
            LogKind::Corrected => self.correct(event),
            LogKind::Reverted => self.revert(event),
            LogKind::AliasAdded | LogKind::AliasRemoved => self.alias(event),
            LogKind::Merged | LogKind::MergeUndone => self.merge(event),
            LogKind::Preferred => self.prefer(event),
            // The first two come with an import, and the base knows of no reports.
            LogKind::Restored
            | LogKind::Agreed
            | LogKind::Filed
            | LogKind::Supported
            | LogKind::Accepted
            | LogKind::Declined
            | LogKind::Reopened => Ok(()),
        }
    }

    fn counts(&self, document_id: DocumentId) -> bool {
        self.documents.as_ref().is_none_or(|documents| documents.contains(&document_id))
    }

    fn import(&mut self, event: &Event) -> Result<()> {
        let id = DocumentId(event.row_id);
        if !self.counts(id) {
            return Ok(());
        }
        let number = self.contents.entry(id).or_default();
        let Some(document) = version::nth(self.present, id, *number)? else { return Ok(()) };
        *number += 1;
        let mut importer = Importer::new(self.past, &event.at)?;
        importer.import_as(id, &document)?;
        importer.finish(&mut |_| {})
    }

    fn forget(&self, event: &Event) -> Result<()> {
        let id = DocumentId(event.row_id);
        if !self.counts(id) {
            return Ok(());
        }
        let forgetting = Forgetting { with_corrections: true, editor: "", note: None, now: &event.at };
        let mut index = IndexChanges::default();
        forget::forget(self.past, id, &forgetting, &mut index)?;
        index.write(self.past)
    }

    fn settle(&mut self, event: &Event) -> Result<()> {
        let sql = "SELECT document_id, raw, attribute, cells, editor FROM settled_rows WHERE id = :id";
        let mut statement = self.present.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! { ":id": event.row_id })?;
        let Some(row) = rows.next()? else { return Ok(()) };
        let (document_id, raw, editor): (DocumentId, String, String) =
            (row.get("document_id")?, row.get("raw")?, row.get("editor")?);
        let split = settled::split(row)?;
        let sql = include_str!("unclear_row_of_text.sql");
        let place = named_params! { ":document_id": document_id, ":raw": raw };
        let unclear: Option<UnclearRowId> =
            self.past.prepare_cached(sql)?.query_row(place, |row| row.get(0)).optional()?;
        if let Some(unclear) = unclear {
            let settled = match split {
                Some(split) => settle::settle(self.past, unclear, &split, &editor, &event.at)?,
                None => settle::leave(self.past, unclear, &editor, &event.at)?,
            };
            self.settled.insert(SettlementId(event.row_id), settled.number);
        }
        Ok(())
    }

    fn unsettle(&mut self, event: &Event) -> Result<()> {
        let Some(number) = self.settled.remove(&SettlementId(event.row_id)) else { return Ok(()) };
        // A decision that another one replaced is taken back with it.
        let sql = "SELECT unsettled_at IS NULL FROM settled_rows WHERE id = :id";
        if self.past.prepare_cached(sql)?.query_row(named_params! { ":id": number }, |row| row.get(0))? {
            let sql = "SELECT unsettled_by FROM settled_rows WHERE id = :id";
            let (editor, _) = self.who_and_why(sql, event)?;
            settle::unsettle(self.past, number, &editor, &event.at)?;
        }
        Ok(())
    }

    fn correct(&mut self, event: &Event) -> Result<()> {
        let sql = "SELECT target, document_id, new_text, editor, note, report_id FROM corrections WHERE id = :id";
        let mut statement = self.present.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! { ":id": event.row_id })?;
        let Some(row) = rows.next()? else { return Ok(()) };
        let document_id: DocumentId = row.get("document_id")?;
        if !self.counts(document_id) {
            return Ok(());
        }
        let place = match PlaceKind::from_name(row.get_ref("target")?.as_str()?) {
            Some(PlaceKind::Value) => self.value(event, document_id)?,
            Some(PlaceKind::Passage) => self.passage(event, document_id)?,
            _ => Some(PlaceId::Summary { document_id }),
        };
        let Some(place) = place else { return Ok(()) };
        let (text, editor): (String, String) = (row.get("new_text")?, row.get("editor")?);
        let note: Option<String> = row.get("note")?;
        let report: Option<ReportId> = row.get("report_id")?;
        report.map_or(Ok(()), |report| self.bring_report(report))?;
        let decision = Decision { place, text: &text, editor: &editor, note: note.as_deref(), report };
        let number = making::make(self.past, &decision, &event.at)?;
        self.corrections.insert(CorrectionId(event.row_id), number);
        Ok(())
    }

    /// Puts a report there for a correction to answer, without what happened to it.
    fn bring_report(&self, number: ReportId) -> Result<()> {
        let mut statement = self.present.prepare_cached("SELECT * FROM reports WHERE id = :id")?;
        let columns = statement.column_count();
        let mut rows = statement.query(named_params! { ":id": number })?;
        let Some(row) = rows.next()? else { return Ok(()) };
        let values = (0..columns).map(|column| row.get::<_, Value>(column)).collect::<rusqlite::Result<Vec<_>>>()?;
        let sql = format!("INSERT OR IGNORE INTO reports VALUES ({})", vec!["?"; columns].join(", "));
        self.past.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    fn value(&self, event: &Event, document_id: DocumentId) -> Result<Option<PlaceId>> {
        let (Some(figure), Some(attribute)) = (event.detail("figure"), event.detail("attribute")) else {
            return Ok(None);
        };
        let figure_id = known::figure_or_new(self.past, &figure)?;
        let attribute_id = known::attribute_or_new(self.past, &attribute)?;
        Ok(Some(PlaceId::Value { document_id, figure_id, attribute_id }))
    }

    fn passage(&self, event: &Event, document_id: DocumentId) -> Result<Option<PlaceId>> {
        let place = named_params! {
            ":document_id": document_id, ":section": event.position("section"), ":passage": event.position("passage"),
        };
        let sql = include_str!("passage_at.sql");
        let id: Option<PassageId> = self.past.prepare_cached(sql)?.query_row(place, |row| row.get(0)).optional()?;
        Ok(id.map(|passage_id| PlaceId::Passage { passage_id }))
    }

    fn revert(&self, event: &Event) -> Result<()> {
        let Some(number) = self.corrections.get(&CorrectionId(event.row_id)) else { return Ok(()) };
        let (editor, note) =
            self.who_and_why("SELECT reverted_by, revert_note FROM corrections WHERE id = :id", event)?;
        making::revert(self.past, *number, &editor, note.as_deref(), &event.at).map(drop)
    }

    fn alias(&self, event: &Event) -> Result<()> {
        let (Some(kind), Some(alias)) = (event.detail("kind"), event.detail("alias")) else { return Ok(()) };
        let Some(kind) = NameKind::from_name(&kind) else { return Ok(()) };
        let merging = Merging { kind, editor: "", note: None, now: &event.at };
        if event.kind == LogKind::AliasRemoved {
            return alias::remove(self.past, &alias, &merging).map(drop);
        }
        let Some(name) = event.detail("name") else { return Ok(()) };
        alias::add(self.past, &self.named(kind, &name)?, &alias, &merging).map(drop)
    }

    fn merge(&self, event: &Event) -> Result<()> {
        let sql = "SELECT kind, name FROM merges WHERE id = :id";
        let found: Option<(NameKind, String)> = self
            .present
            .prepare_cached(sql)?
            .query_row(named_params! { ":id": event.row_id }, |row| Ok((row.get("kind")?, row.get("name")?)))
            .optional()?;
        let (Some((kind, name)), Some(into)) = (found, event.detail("into")) else { return Ok(()) };
        let is_undone = event.kind == LogKind::MergeUndone;
        let sql = if is_undone {
            "SELECT undone_by FROM merges WHERE id = :id"
        } else {
            "SELECT editor, note FROM merges WHERE id = :id"
        };
        let (editor, note) = self.who_and_why(sql, event)?;
        let merging = Merging { kind, editor: &editor, note: note.as_deref(), now: &event.at };
        if is_undone {
            return undo::undo(self.past, &name, &merging).map(drop);
        }
        let (old, into) = (self.named(kind, &name)?, self.named(kind, &into)?);
        merge::merge(self.past, &old, &into, &merging).map(drop)
    }

    fn prefer(&self, event: &Event) -> Result<()> {
        let sql = "SELECT document_id FROM preferences WHERE id = :id";
        let document_id: Option<DocumentId> = self
            .present
            .prepare_cached(sql)?
            .query_row(named_params! { ":id": event.row_id }, |row| row.get(0))
            .optional()?;
        let Some(document_id) = document_id.filter(|id| self.counts(*id)) else { return Ok(()) };
        if let Some(PlaceId::Value { figure_id, attribute_id, .. }) = self.value(event, document_id)? {
            let (editor, note) = self.who_and_why("SELECT editor, note FROM preferences WHERE id = :id", event)?;
            let (who_and_why, at) = ((&*editor, note.as_deref()), &event.at);
            super::conflict::prefer(self.past, (figure_id, attribute_id), document_id, who_and_why, at)?;
        }
        Ok(())
    }

    /// Returns who decided, and why where that is kept, by a statement that finds both under the row of the event.
    fn who_and_why(&self, sql: &str, event: &Event) -> Result<(String, Option<String>)> {
        let mut statement = self.present.prepare_cached(sql)?;
        let has_note = statement.column_count() > 1;
        Ok(statement.query_row(named_params! { ":id": event.row_id }, |row| {
            let editor: Option<String> = row.get(0)?;
            Ok((editor.unwrap_or_default(), if has_note { row.get(1)? } else { None }))
        })?)
    }

    /// Returns the figure or attribute of a name, which no document that counts may have.
    fn named(&self, kind: NameKind, name: &str) -> Result<Named> {
        let id = known::find_or_make(self.past, kind, name)?;
        Ok(Named { id, name: known::name_of(self.past, id)? })
    }
}
