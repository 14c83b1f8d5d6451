//! Corrections: a layer over what documents say. This file makes, reverts and lists them.

use rusqlite::{Connection, OptionalExtension, named_params, params};

use crate::error::{Error, Refusal, Result};
use crate::model::{AttributeId, Correction, CorrectionId, DocumentId, FigureId, Place, ReportId, TextId, ValueId};
use crate::store::base::{Store, bind};
use crate::store::document::inferred;
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
        let sql = "UPDATE corrections SET reverted_at = ?2, reverted_by = ?3, revert_note = ?4 WHERE id = ?1";
        connection.prepare_cached(sql)?.execute(params![number, now, editor, note])?;
        if let Some(PlaceId::Value { document_id, figure_id, attribute_id }) = place {
            connection.prepare_cached(include_str!("delete_absent_value.sql"))?.execute(named_params! {
                ":document_id": document_id, ":figure_id": figure_id, ":attribute_id": attribute_id,
            })?;
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
            let sql = "SELECT new_text = base_text FROM corrections WHERE id = ?1";
            Ok((number, connection.query_row(sql, [number], |row| row.get(0))?))
        })
    }

    /// Undoes an active correction. Fails when there is none of that number; refused when it was undone
    /// before, or waits for a document that was taken out.
    pub fn revert(&mut self, number: CorrectionId, editor: &str, note: &str, now: &str) -> Result<()> {
        self.write(|connection| {
            if revert(connection, number, editor, Some(note), now)? {
                return judge_again(connection, number, now);
            }
            let sql = "SELECT corrections.reverted_at, corrections.reverted_by, documents.slug FROM corrections \
                       JOIN documents ON documents.id = corrections.document_id WHERE corrections.id = ?1";
            let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            let undone: Option<(Option<String>, Option<String>, String)> =
                connection.query_row(sql, [number], row).optional()?;
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
    let sql = "SELECT document_id FROM corrections WHERE id = ?1";
    let document = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0))?;
    inferred::judge_around(connection, document, now)
}

/// Returns the rows of the place that is to be corrected, `None` when it is gone. The attribute of a value is made when it
/// is new.
fn to_correct(connection: &Connection, correction: &NewCorrection) -> Result<Option<PlaceId>> {
    if let Place::Value { document, figure, attribute } = correction.place {
        let find = "SELECT id FROM documents WHERE slug = ?1";
        let document_id = connection.prepare_cached(find)?.query_row([document], |row| row.get(0)).optional()?;
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
    let sql = "SELECT text FROM search_texts WHERE id = ?1";
    let text = |id: TextId| connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional();
    Ok(match place {
        PlaceId::Value { document_id, figure_id, attribute_id } => {
            let find = include_str!("value_at.sql");
            let ids =
                named_params! { ":document_id": document_id, ":figure_id": figure_id, ":attribute_id": attribute_id };
            let id: Option<ValueId> = connection.prepare_cached(find)?.query_row(ids, |row| row.get(0)).optional()?;
            id.map(|id| text(id.into())).transpose()?.flatten()
        }
        PlaceId::Passage { passage_id } => text(passage_id.into())?,
        PlaceId::Summary { document_id } => text(document_id.into())?,
    })
}

impl Store {
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
    let found = match place {
        PlaceId::Value { document_id, figure_id, attribute_id } => {
            connection.prepare_cached(include_str!("active_correction_of_value.sql"))?.query_row(
                named_params! { ":document_id": document_id, ":figure_id": figure_id, ":attribute_id": attribute_id },
                |row| row.get(0),
            )
        }
        PlaceId::Passage { passage_id } => connection
            .prepare_cached("SELECT id FROM active_corrections WHERE passage_id = ?1")?
            .query_row([passage_id], |row| row.get(0)),
        PlaceId::Summary { document_id } => connection
            .prepare_cached("SELECT id FROM active_corrections WHERE target = 'summary' AND document_id = ?1")?
            .query_row([document_id], |row| row.get(0)),
    };
    Ok(found.optional()?)
}

/// Returns what an active correction is about: `None` when there is no such active correction, `Some(None)` when its
/// passage is gone.
#[allow(clippy::option_option, reason = "a correction without its passage is something else than no correction")]
fn place_of_active(connection: &Connection, number: CorrectionId) -> Result<Option<Option<PlaceId>>> {
    let sql = "SELECT target, document_id, figure_id, attribute_id, passage_id FROM active_corrections WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([number], PlaceId::read).optional()?)
}

/// Returns the id under which the text of a place is searched, and what the document says there. Where the document has no
/// such value, an absent one is made.
fn stated(connection: &Connection, place: PlaceId) -> Result<(TextId, String)> {
    let pair = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
    Ok(match place {
        PlaceId::Value { document_id, figure_id, attribute_id } => {
            let ids =
                named_params! { ":document_id": document_id, ":figure_id": figure_id, ":attribute_id": attribute_id };
            let find = include_str!("stated_value.sql");
            let found = connection.prepare_cached(find)?.query_row(ids, pair).optional()?;
            if let Some(found) = found {
                return Ok(found);
            }
            let (id, text) = insert_absent(connection, None, document_id, (figure_id, attribute_id))?;
            search::add(connection, id.into(), &text)?;
            (id.into(), text)
        }
        PlaceId::Passage { passage_id } => {
            connection.prepare_cached("SELECT id, text FROM passages WHERE id = ?1")?.query_row([passage_id], pair)?
        }
        PlaceId::Summary { document_id } => connection
            .prepare_cached("SELECT id, summary FROM documents WHERE id = ?1")?
            .query_row([document_id], pair)?,
    })
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

/// Gives the active corrections of values that are not there one to stand on, which is absent from the document, and returns
/// the ids of these. The full-text index is the caller's to bring in step.
pub(in crate::store) fn stand_corrections(connection: &Connection) -> Result<Vec<ValueId>> {
    let mut statement = connection.prepare_cached(include_str!("stand_corrections.sql"))?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Puts an absent value into a document's table, for a correction to stand on, and returns its id and text, which is empty.
/// Without an id it is given the next one.
pub(in crate::store) fn insert_absent(
    connection: &Connection,
    id: Option<ValueId>,
    document_id: DocumentId,
    (figure_id, attribute_id): (FigureId, AttributeId),
) -> Result<(ValueId, String)> {
    let mut statement = connection.prepare_cached(include_str!("insert_absent_value.sql"))?;
    let parameters = named_params! {
        ":id": id, ":document_id": document_id, ":figure_id": figure_id, ":attribute_id": attribute_id,
    };
    Ok(statement.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?)
}
