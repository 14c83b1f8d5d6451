//! Corrections: a layer over what documents say. This file makes, reverts and lists them.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::{Error, Refusal, Result};
use crate::model::{Correction, CorrectionId, Place, ReportId, TextId};
use crate::store::base::{Store, bind, column};
use crate::store::document::{absent, inferred};
use crate::store::name::known;
use crate::store::place::{self, PlaceId, Pointer};
use crate::store::search;

/// A correction that an editor makes.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// What it is about.
    pub place: PlaceId,
    /// What is to stand there.
    pub text: &'a str,
    /// Who decides.
    pub editor: &'a str,
    /// Why.
    pub note: Option<&'a str>,
    /// Number of the report that it answers.
    pub report: Option<ReportId>,
}

/// Makes a correction and returns its number. One that was active in the same place is reverted by it.
///
/// What the document says is not touched. Where it says nothing, an absent value is put there for the correction to
/// stand on; [`revert`] takes it away again.
pub(in crate::store) fn make(connection: &Connection, decision: &Decision, now: &str) -> Result<CorrectionId> {
    if let Some(active) = active(connection, decision.place)? {
        let note = format!("superseded: {}", decision.note.unwrap_or("corrected again"));
        revert(connection, active, decision.editor, Some(&note), now)?;
    }
    let (id, base) = stated(connection, decision.place)?;
    search::change(connection, id, || insert(connection, decision, &base, now))
}

/// Undoes a correction; what the document says shows again. `false` when it is not active or there is none.
pub(in crate::store) fn revert(
    connection: &Connection,
    number: CorrectionId,
    editor: &str,
    note: Option<&str>,
    now: &str,
) -> Result<bool> {
    let Some(place) = place_of_active(connection, number)? else { return Ok(false) };
    let undo = || {
        connection.prepare_cached(include_str!("revert_correction.sql"))?.execute(named_params! {
            ":id": number, ":reverted_at": now, ":reverted_by": editor, ":revert_note": note,
        })?;
        if let Some(place @ PlaceId::Value { .. }) = place {
            let mut statement = connection.prepare_cached(include_str!("delete_absent_value.sql"))?;
            place.bind(&mut statement)?;
            statement.raw_execute()?;
        }
        Ok(())
    };
    match place.map(|place| stated(connection, place)).transpose()? {
        Some((id, _)) => search::change(connection, id, undo)?,
        None => undo()?,
    }
    Ok(true)
}

/// A correction that an editor makes directly.
#[derive(Debug, Clone, Copy)]
pub struct NewCorrection<'a> {
    /// What it is about: a value, whose attribute may be new to the base, a passage or a summary.
    pub place: &'a Place,
    /// How that read when it was decided; empty where nothing stood.
    pub seen: &'a str,
    /// What is to stand there.
    pub text: &'a str,
    /// Who decides.
    pub editor: &'a str,
    /// Why.
    pub note: Option<&'a str>,
}

impl Store {
    /// Makes a correction without a report, and returns its number and whether it says what the document says. Refused
    /// when the place reads so already, or does not read any more as the editor saw it.
    pub fn correct(&mut self, correction: &NewCorrection, now: &str) -> Result<(CorrectionId, bool)> {
        self.write(|connection| {
            let place = to_correct(connection, correction)?.ok_or(Refusal::TextChanged)?;
            let reads = reads(connection, place)?;
            if reads.as_deref().unwrap_or_default() != correction.seen {
                return Err(Refusal::TextChanged.into());
            }
            if reads.as_deref() == Some(correction.text) {
                return Err(Refusal::NothingCorrected.into());
            }
            let NewCorrection { text, editor, note, .. } = *correction;
            let number = make(connection, &Decision { place, text, editor, note, report: None }, now)?;
            judge_again(connection, number, now)?;
            let sql = "SELECT new_text = base_text FROM corrections WHERE id = :id";
            Ok((number, connection.query_row(sql, named_params! { ":id": number }, |row| row.get(0))?))
        })
    }

    /// Undoes an active correction. Fails when there is none of that number; refused when it was undone
    /// before, or waits for a document that was taken out.
    pub fn revert(&mut self, number: CorrectionId, editor: &str, note: Option<&str>, now: &str) -> Result<()> {
        self.write(|connection| {
            if revert(connection, number, editor, note, now)? {
                return judge_again(connection, number, now);
            }
            let undone: Option<(Option<String>, Option<String>, String)> = connection
                .prepare(include_str!("undone.sql"))?
                .query_row(named_params! { ":id": number }, |row| {
                    Ok((row.get("reverted_at")?, row.get("reverted_by")?, row.get("slug")?))
                })
                .optional()?;
            let Some((at, by, document)) = undone else { return Err(Error::UnknownCorrection { number }) };
            let (Some(at), Some(by)) = (at, by) else {
                return Err(Refusal::WaitingCorrection { correction: number, document }.into());
            };
            Err(Refusal::AlreadyUndone { correction: number, by, at }.into())
        })
    }
}

/// Judges the rows again that what a correction speaks of may be evidence for.
pub(in crate::store) fn judge_again(connection: &Connection, number: CorrectionId, now: &str) -> Result<()> {
    let sql = "SELECT document_id FROM corrections WHERE id = :id";
    let document = connection.prepare_cached(sql)?.query_row(named_params! { ":id": number }, |row| row.get(0))?;
    inferred::judge_around(connection, document, now)
}

/// Returns the rows of the place that is to be corrected, `None` when it is gone. The attribute of a value is made when it
/// is new.
fn to_correct(connection: &Connection, correction: &NewCorrection) -> Result<Option<PlaceId>> {
    if let Place::Value { document, figure, attribute } = correction.place {
        let find = "SELECT id FROM documents WHERE slug = :slug";
        let document_id = connection
            .prepare_cached(find)?
            .query_row(named_params! { ":slug": document }, |row| row.get(0))
            .optional()?;
        let figure_id = known::figure(connection, figure)?;
        let (Some(document_id), Some(figure_id)) = (document_id, figure_id) else { return Ok(None) };
        let attribute_id = known::attribute_or_new(connection, attribute)?;
        return Ok(Some(PlaceId::Value { document_id, figure_id, attribute_id }));
    }
    let pointer = Pointer { place: correction.place, seen: correction.seen, quote: None };
    Ok(place::current(connection, &pointer)?.and_then(|reading| reading.id))
}

/// Returns how a place reads now, `None` where nothing stands.
fn reads(connection: &Connection, place: PlaceId) -> Result<Option<String>> {
    let sql = match place {
        PlaceId::Value { .. } => include_str!("value_reads.sql"),
        PlaceId::Passage { .. } => "SELECT text FROM search_texts WHERE id = :passage_id",
        PlaceId::Summary { .. } => "SELECT text FROM search_texts WHERE id = :document_id",
    };
    place.find(connection, sql, |row| row.get("text"))
}

impl Store {
    /// Returns the numbers of the newest corrections that hold, at most so many.
    pub fn correction_numbers(&self, most: usize) -> Result<Vec<i64>> {
        let sql = "SELECT id FROM active_corrections ORDER BY id DESC LIMIT :most";
        column(&self.connection, sql, named_params! { ":most": i64::try_from(most).unwrap_or(i64::MAX) })
    }

    /// Passes every correction, active or reverted, to `visit`, oldest first.
    pub fn each_correction(&self, mut visit: impl FnMut(&Correction) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_correction.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&Correction {
                number: row.get("number")?,
                report: row.get("report")?,
                place: place::read(row)?,
                base: row.get("base")?,
                text: row.get("text")?,
                editor: row.get("editor")?,
                note: row.get("note")?,
                made_at: row.get("made_at")?,
                reverted_at: row.get("reverted_at")?,
                agreed_at: row.get("agreed_at")?,
                reverted_by: row.get("reverted_by")?,
                revert_note: row.get("revert_note")?,
            })?;
        }
        Ok(())
    }
}

/// Returns the number of the active correction in a place.
pub(in crate::store) fn active(connection: &Connection, place: PlaceId) -> Result<Option<CorrectionId>> {
    let sql = match place {
        PlaceId::Value { .. } => include_str!("active_correction_of_value.sql"),
        PlaceId::Passage { .. } => "SELECT id FROM active_corrections WHERE passage_id = :passage_id",
        PlaceId::Summary { .. } => include_str!("active_correction_of_summary.sql"),
    };
    place.find(connection, sql, |row| row.get("id"))
}

/// Returns what an active correction is about: `None` when there is no such active correction, `Some(None)` when its
/// passage is gone.
#[allow(clippy::option_option, reason = "a correction without its passage is something else than no correction")]
fn place_of_active(connection: &Connection, number: CorrectionId) -> Result<Option<Option<PlaceId>>> {
    let sql = "SELECT target, document_id, figure_id, attribute_id, passage_id FROM active_corrections WHERE id = :id";
    Ok(connection.prepare_cached(sql)?.query_row(named_params! { ":id": number }, PlaceId::read).optional()?)
}

/// Returns the id under which the text of a place is searched, and what the document says there. Where the document has no
/// such value, an absent one is made.
fn stated(connection: &Connection, place: PlaceId) -> Result<(TextId, String)> {
    let sql = match place {
        PlaceId::Value { .. } => include_str!("stated_value.sql"),
        PlaceId::Passage { .. } => "SELECT id, text FROM passages WHERE id = :passage_id",
        PlaceId::Summary { .. } => "SELECT id, summary AS text FROM documents WHERE id = :document_id",
    };
    let found = place.find(connection, sql, |row| Ok((row.get("id")?, row.get("text")?)))?;
    match (found, place) {
        (Some(found), _) => Ok(found),
        (None, PlaceId::Value { document_id, figure_id, attribute_id }) => {
            let (id, text) = absent::insert(connection, None, document_id, (figure_id, attribute_id))?;
            search::add(connection, id.into(), &text)?;
            Ok((id.into(), text))
        }
        (None, _) => Err(rusqlite::Error::QueryReturnedNoRows.into()),
    }
}

fn insert(connection: &Connection, decision: &Decision, base: &str, now: &str) -> Result<CorrectionId> {
    let mut statement = connection.prepare_cached(include_str!("insert_correction.sql"))?;
    decision.place.bind(&mut statement)?;
    bind(
        &mut statement,
        &[
            (":base_text", &base),
            (":new_text", &decision.text),
            (":editor", &decision.editor),
            (":note", &decision.note),
            (":report_id", &decision.report),
            (":made_at", &now),
        ],
    )?;
    statement.raw_execute()?;
    Ok(CorrectionId(connection.last_insert_rowid()))
}
