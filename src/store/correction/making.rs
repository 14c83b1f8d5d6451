//! Corrections: a layer over what documents say. This file makes, reverts and lists them.

use rusqlite::{Connection, OptionalExtension, named_params, params};

use crate::error::{Error, Result};
use crate::model::{Correction, NameKind};
use crate::store::base::Store;
use crate::store::name::known;
use crate::store::search;

/// What a correction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// What a document says of a figure for an attribute, whether it says anything or not.
    Value {
        /// Row of the document.
        document_id: i64,
        /// Row of the figure.
        figure_id: i64,
        /// Row of the attribute.
        attribute_id: i64,
    },
    /// A passage.
    Passage {
        /// Its row.
        passage_id: i64,
    },
    /// A document's summary.
    Summary {
        /// Row of the document.
        document_id: i64,
    },
}

/// A correction that an editor makes.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// What it is about.
    pub target: Target,
    /// What is to stand there.
    pub text: &'a str,
    /// Who decides.
    pub editor: &'a str,
    /// Why.
    pub note: Option<&'a str>,
    /// Number of the report that it answers.
    pub report: Option<i64>,
}

/// Makes a correction and returns its number. One that was active on the same target is reverted by it.
///
/// What the document says is not touched. Where it says nothing, an absent value is put there for the correction to
/// stand on; [`revert`] takes it away again.
pub(in crate::store) fn make(connection: &Connection, decision: &Decision, now: &str) -> Result<i64> {
    if let Some(active) = active(connection, decision.target)? {
        let note = format!("superseded: {}", decision.note.unwrap_or("corrected again"));
        revert(connection, active, decision.editor, Some(&note), now)?;
    }
    let (id, base) = place(connection, decision.target)?;
    let mut number = 0;
    search::change(connection, id, || {
        number = insert(connection, decision, &base, now)?;
        Ok(())
    })?;
    Ok(number)
}

/// Undoes a correction; what the document says shows again. `false` when it is not active or there is none.
pub(in crate::store) fn revert(
    connection: &Connection,
    number: i64,
    editor: &str,
    note: Option<&str>,
    now: &str,
) -> Result<bool> {
    let Some(target) = target_of_active(connection, number)? else { return Ok(false) };
    let undo = || {
        let sql = "UPDATE corrections SET reverted_at = ?2, reverted_by = ?3, revert_note = ?4 WHERE id = ?1";
        connection.prepare_cached(sql)?.execute(params![number, now, editor, note])?;
        if let Some(Target::Value { document_id, figure_id, attribute_id }) = target {
            connection
                .prepare_cached(
                    "DELETE FROM attribute_values WHERE status = 'absent' AND document_id = ?1 AND figure_id = ?2
                     AND attribute_id = ?3",
                )?
                .execute([document_id, figure_id, attribute_id])?;
        }
        Ok(())
    };
    match target.map(|target| place(connection, target)).transpose()? {
        Some((id, _)) => search::change(connection, id, undo)?,
        None => undo()?,
    }
    Ok(true)
}

/// A place that an editor corrects, as found by reading the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CorrectedPlace {
    /// What a document says, or does not say, of a figure for an attribute, which may be new to the base.
    Value {
        /// Row of the document.
        document_id: i64,
        /// Row of the figure.
        figure_id: i64,
        /// Name of the attribute.
        attribute: String,
    },
    /// A passage.
    Passage {
        /// Its row.
        passage_id: i64,
    },
    /// A document's summary.
    Summary {
        /// Row of the document.
        document_id: i64,
    },
}

/// A correction that an editor makes directly.
#[derive(Debug, Clone, Copy)]
pub struct NewCorrection<'a> {
    /// What it is about.
    pub place: &'a CorrectedPlace,
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
    pub fn correct(&mut self, correction: &NewCorrection, now: &str) -> Result<(i64, bool)> {
        self.write(|connection| {
            let target = match correction.place {
                CorrectedPlace::Value { document_id, figure_id, attribute } => Target::Value {
                    document_id: *document_id,
                    figure_id: *figure_id,
                    attribute_id: known::find_or_make(connection, NameKind::Attribute, attribute)?,
                },
                CorrectedPlace::Passage { passage_id } => Target::Passage { passage_id: *passage_id },
                CorrectedPlace::Summary { document_id } => Target::Summary { document_id: *document_id },
            };
            let reads = reads(connection, target)?;
            if reads.as_deref().unwrap_or_default() != correction.seen {
                return Err(Error::Refused {
                    message: "the text has changed meanwhile".into(),
                    hint: "nothing was written; look at it again and run the command again".into(),
                });
            }
            if reads.as_deref() == Some(correction.text) {
                return Err(Error::Refused {
                    message: "that is what stands there already".into(),
                    hint: "nothing was written; say what it should be instead".into(),
                });
            }
            let NewCorrection { text, editor, note, .. } = *correction;
            let number = make(connection, &Decision { target, text, editor, note, report: None }, now)?;
            let sql = "SELECT new_text = base_text FROM corrections WHERE id = ?1";
            Ok((number, connection.query_row(sql, [number], |row| row.get(0))?))
        })
    }

    /// Undoes an active correction. Fails when there is none of that number; refused when it was undone
    /// before.
    pub fn revert(&mut self, number: i64, editor: &str, note: &str, now: &str) -> Result<()> {
        self.write(|connection| {
            if revert(connection, number, editor, Some(note), now)? {
                return Ok(());
            }
            let sql = "SELECT reverted_at, reverted_by FROM corrections WHERE id = ?1";
            let undone: Option<(String, String)> =
                connection.query_row(sql, [number], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let Some((at, by)) = undone else { return Err(Error::UnknownCorrection { number }) };
            Err(Error::Refused {
                message: format!("correction {number} was undone before, by `{by}` at {at}"),
                hint: "nothing was written; `versus export corrections` lists them".into(),
            })
        })
    }
}

/// Returns how a target reads now, `None` where nothing stands.
fn reads(connection: &Connection, target: Target) -> Result<Option<String>> {
    let sql = "SELECT text FROM search_texts WHERE id = ?1";
    let text = |id: i64| connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional();
    Ok(match target {
        Target::Value { document_id, figure_id, attribute_id } => {
            let find = "SELECT id FROM attribute_values
                        WHERE document_id = ?1 AND figure_id = ?2 AND attribute_id = ?3";
            let ids = [document_id, figure_id, attribute_id];
            let id = connection.prepare_cached(find)?.query_row(ids, |row| row.get(0)).optional()?;
            id.map(text).transpose()?.flatten()
        }
        Target::Passage { passage_id: id } | Target::Summary { document_id: id } => text(id)?,
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
                agreed_at: row.get("agreed_at")?,
                reverted_by: row.get("reverted_by")?,
                revert_note: row.get("revert_note")?,
            })?;
        }
        Ok(())
    }
}

/// Returns the number of the active correction of a target.
pub(in crate::store) fn active(connection: &Connection, target: Target) -> Result<Option<i64>> {
    let found = match target {
        Target::Value { document_id, figure_id, attribute_id } => connection
            .prepare_cached(
                "SELECT id FROM active_corrections
                 WHERE document_id = ?1 AND figure_id = ?2 AND attribute_id = ?3",
            )?
            .query_row([document_id, figure_id, attribute_id], |row| row.get(0)),
        Target::Passage { passage_id } => connection
            .prepare_cached("SELECT id FROM active_corrections WHERE passage_id = ?1")?
            .query_row([passage_id], |row| row.get(0)),
        Target::Summary { document_id } => connection
            .prepare_cached("SELECT id FROM active_corrections WHERE target = 'summary' AND document_id = ?1")?
            .query_row([document_id], |row| row.get(0)),
    };
    Ok(found.optional()?)
}

/// Returns what an active correction is about: `None` when there is no such active correction, `Some(None)` when its
/// passage is gone.
#[allow(clippy::option_option, reason = "a correction without its passage is something else than no correction")]
fn target_of_active(connection: &Connection, number: i64) -> Result<Option<Option<Target>>> {
    let sql = "SELECT target, document_id, figure_id, attribute_id, passage_id FROM active_corrections WHERE id = ?1";
    let found = connection.prepare_cached(sql)?.query_row([number], |row| {
        let document_id = row.get(1)?;
        Ok(match row.get_ref(0)?.as_str()? {
            "value" => Some(Target::Value { document_id, figure_id: row.get(2)?, attribute_id: row.get(3)? }),
            "summary" => Some(Target::Summary { document_id }),
            _ => row.get::<_, Option<i64>>(4)?.map(|passage_id| Target::Passage { passage_id }),
        })
    });
    Ok(found.optional()?)
}

/// Returns the id under which a target's text is searched, and what the document says there. Where the document has no
/// such value, an absent one is made.
fn place(connection: &Connection, target: Target) -> Result<(i64, String)> {
    let pair = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
    Ok(match target {
        Target::Value { document_id, figure_id, attribute_id } => {
            let ids =
                named_params! { ":document_id": document_id, ":figure_id": figure_id, ":attribute_id": attribute_id };
            let find = "SELECT id, text FROM attribute_values
                        WHERE document_id = :document_id AND figure_id = :figure_id AND attribute_id = :attribute_id";
            let found = connection.prepare_cached(find)?.query_row(ids, pair).optional()?;
            if let Some(found) = found {
                return Ok(found);
            }
            let (id, text) = insert_absent(connection, None, [document_id, figure_id, attribute_id])?;
            search::add(connection, id, &text)?;
            (id, text)
        }
        Target::Passage { passage_id } => {
            connection.prepare_cached("SELECT id, text FROM passages WHERE id = ?1")?.query_row([passage_id], pair)?
        }
        Target::Summary { document_id } => connection
            .prepare_cached("SELECT id, summary FROM documents WHERE id = ?1")?
            .query_row([document_id], pair)?,
    })
}

fn insert(connection: &Connection, decision: &Decision, base: &str, now: &str) -> Result<i64> {
    let (target, document_id, figure_id, attribute_id, passage_id) = match decision.target {
        Target::Value { document_id, figure_id, attribute_id } => {
            ("value", Some(document_id), Some(figure_id), Some(attribute_id), None)
        }
        Target::Passage { passage_id } => ("passage", None, None, None, Some(passage_id)),
        Target::Summary { document_id } => ("summary", Some(document_id), None, None, None),
    };
    Ok(connection.prepare_cached(include_str!("insert_correction.sql"))?.insert(named_params! {
        ":target": target, ":document_id": document_id, ":figure_id": figure_id, ":attribute_id": attribute_id,
        ":passage_id": passage_id, ":base_text": base, ":new_text": decision.text, ":editor": decision.editor,
        ":note": decision.note, ":report_id": decision.report, ":made_at": now,
    })?)
}

/// Puts an absent value into a document's table, for a correction to stand on, and returns its id and text, which is empty.
/// The three are the rows of document, figure and attribute; without an id it is given the next one.
pub(in crate::store) fn insert_absent(
    connection: &Connection,
    id: Option<i64>,
    [document_id, figure_id, attribute_id]: [i64; 3],
) -> Result<(i64, String)> {
    let mut statement = connection.prepare_cached(include_str!("insert_absent_value.sql"))?;
    let parameters = named_params! {
        ":id": id, ":document_id": document_id, ":figure_id": figure_id, ":attribute_id": attribute_id,
    };
    Ok(statement.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?)
}
