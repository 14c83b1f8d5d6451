//! Unclear rows that the other documents of the base tell apart: documents that have a figure in common with theirs, by what
//! these state in clear rows.
//!
//! What is inferred follows from what the base holds and from nothing else, so that it is the same whatever the order in which
//! pages came, and is judged again whenever that changes. A person's decision wins; what was inferred is never evidence.

mod base;
mod rule;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, named_params};

use self::base::Base;
use super::import::Importer;
use super::version::not_json;
use super::{columns, told_apart};
use crate::error::Result;
use crate::model::{AttributeId, Candidate, DocumentId, FigureId, NameId, NameKind, TextStatus, UnclearRowId, ValueId};
use crate::name;
use crate::store::name::known;

/// An unclear row, and what was inferred of it before and should be now.
#[derive(Debug)]
struct Judged {
    id: UnclearRowId,
    position: u32,
    before: Option<Candidate>,
    now: Option<Candidate>,
}

/// What judging rows again led to, in rows.
#[derive(Debug, Default, Clone, Copy)]
pub(in crate::store) struct Verdict {
    /// Judged otherwise than before.
    pub changed: usize,
    /// Told apart, and not before.
    pub told_apart: usize,
}

impl std::ops::AddAssign for Verdict {
    fn add_assign(&mut self, other: Self) {
        self.changed += other.changed;
        self.told_apart += other.told_apart;
    }
}

/// Judges again the rows of all documents that compare one of these figures.
pub(in crate::store) fn judge(
    connection: &Connection,
    figures: impl IntoIterator<Item = FigureId>,
    now: &str,
) -> Result<Verdict> {
    let mut documents: BTreeSet<DocumentId> = BTreeSet::new();
    let mut statement = connection.prepare_cached(include_str!("unclear_documents.sql"))?;
    for figure in figures {
        let of_figure = statement.query_map(named_params! { ":figure_id": figure }, |row| row.get(0))?;
        for document in of_figure {
            documents.insert(document?);
        }
    }
    drop(statement);
    let mut verdict = Verdict::default();
    for document in documents {
        verdict += judge_document(connection, document, now)?;
    }
    Ok(verdict)
}

/// Judges again the rows of the documents that have a figure in common with this one.
pub(in crate::store) fn judge_around(connection: &Connection, document: DocumentId, now: &str) -> Result<()> {
    judge(connection, columns::figures_of(connection, document)?, now).map(drop)
}

/// Judges again the rows of all documents, and returns how many were judged otherwise before.
pub(in crate::store) fn judge_all(connection: &Connection, now: &str) -> Result<usize> {
    let mut changed = 0;
    for document in all_documents(connection)? {
        changed += judge_document(connection, document, now)?.changed;
    }
    Ok(changed)
}

/// Does what changes a name, and judges again what that bears on.
pub(in crate::store) fn around_name<T>(
    connection: &Connection,
    kind: NameKind,
    names: &[NameId],
    now: &str,
    change: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let mut figures = BTreeSet::new();
    for id in names {
        figures.extend(figures_about(connection, kind, *id)?);
    }
    let done = change()?;
    for id in names {
        figures.extend(figures_about(connection, kind, *id)?);
    }
    judge(connection, figures, now)?;
    Ok(done)
}

/// Returns the figures whose documents may be judged otherwise when a name changes.
fn figures_about(connection: &Connection, kind: NameKind, id: NameId) -> Result<Vec<FigureId>> {
    match kind {
        NameKind::Figure => Ok(vec![FigureId(id.0)]),
        NameKind::Attribute => {
            let sql = "SELECT DISTINCT figure_id FROM attribute_values WHERE attribute_id = :id";
            let mut statement = connection.prepare_cached(sql)?;
            let figures = statement.query_map(named_params! { ":id": id }, |row| row.get(0))?;
            Ok(figures.collect::<rusqlite::Result<_>>()?)
        }
    }
}

/// Takes back what was inferred of a document.
pub(in crate::store) fn take_back(connection: &Connection, document: DocumentId) -> Result<()> {
    take_back_but(connection, document, &[])
}

/// Takes back what was inferred of a document. These names stay, though nothing may need them for a while.
fn take_back_but(connection: &Connection, document: DocumentId, keep: &[NameId]) -> Result<()> {
    let mut statement = connection.prepare_cached(include_str!("inferred_values.sql"))?;
    let parameters = named_params! { ":document_id": document, ":position": None::<u32> };
    let is_any = statement.exists(parameters)?;
    drop(statement);
    if is_any {
        remove_values(connection, document, None, keep)?;
    }
    let sql = "UPDATE unclear_rows SET inferred = NULL WHERE document_id = :document_id AND inferred IS NOT NULL";
    connection.prepare_cached(sql)?.execute(named_params! { ":document_id": document })?;
    Ok(())
}

/// Takes back what was inferred of figures or attributes, before their names change.
pub(in crate::store) fn take_back_of_names(connection: &Connection, kind: NameKind, names: &[NameId]) -> Result<()> {
    let sql = match kind {
        NameKind::Figure => {
            "SELECT DISTINCT document_id FROM attribute_values WHERE figure_id = :id AND status = 'inferred'"
        }
        NameKind::Attribute => {
            "SELECT DISTINCT document_id FROM attribute_values WHERE attribute_id = :id AND status = 'inferred'"
        }
    };
    let mut statement = connection.prepare_cached(sql)?;
    let mut documents: BTreeSet<DocumentId> = BTreeSet::new();
    for id in names {
        for document in statement.query_map(named_params! { ":id": id }, |row| row.get(0))? {
            documents.insert(document?);
        }
    }
    drop(statement);
    documents.into_iter().try_for_each(|document| take_back_but(connection, document, names))
}

/// Returns the unclear rows of the base that are not judged as they should be.
pub(in crate::store) fn misjudged(connection: &Connection) -> Result<Vec<(DocumentId, UnclearRowId)>> {
    let mut found = Vec::new();
    for document in all_documents(connection)? {
        let rows = judged(connection, document)?;
        found.extend(rows.into_iter().filter(|row| row.before != row.now).map(|row| (document, row.id)));
    }
    Ok(found)
}

fn all_documents(connection: &Connection) -> Result<Vec<DocumentId>> {
    let sql = "SELECT DISTINCT document_id FROM unclear_rows ORDER BY document_id";
    let mut statement = connection.prepare_cached(sql)?;
    let documents = statement.query_map([], |row| row.get(0))?;
    Ok(documents.collect::<rusqlite::Result<_>>()?)
}

/// Judges the rows of a document again, and stores what came of it where that is something else.
pub(in crate::store) fn judge_document(connection: &Connection, document: DocumentId, now: &str) -> Result<Verdict> {
    let mut rows = judged(connection, document)?;
    rows.retain(|row| row.before != row.now);
    for row in rows.iter().filter(|row| row.before.is_some()) {
        remove_values(connection, document, Some(row.position), &[])?;
    }
    if rows.is_empty() {
        return Ok(Verdict::default());
    }
    let mut importer = Importer::new(connection, now)?;
    for Judged { id, position, now, .. } in &rows {
        let split = now.as_ref().map(|split| serde_json::to_string(split).expect("plain text always has a JSON form"));
        let sql = "UPDATE unclear_rows SET inferred = :split WHERE id = :id";
        connection.prepare_cached(sql)?.execute(named_params! { ":id": id, ":split": split })?;
        if let Some(split) = now {
            importer.insert_told_apart(document, *position, split, TextStatus::Inferred)?;
        }
    }
    let told_apart = rows.iter().filter(|row| row.before.is_none()).count();
    Ok(Verdict { changed: rows.len(), told_apart })
}

/// Removes the values that were inferred of a row, or of all of a document.
fn remove_values(connection: &Connection, document: DocumentId, position: Option<u32>, keep: &[NameId]) -> Result<()> {
    let mut statement = connection.prepare_cached(include_str!("inferred_values.sql"))?;
    let parameters = named_params! { ":document_id": document, ":position": position };
    let values = statement.query_map(parameters, |row| Ok((row.get("id")?, row.get("attribute_id")?)))?;
    let values = values.collect::<rusqlite::Result<Vec<(ValueId, AttributeId)>>>()?;
    drop(statement);
    told_apart::remove_values(connection, values.iter().map(|(id, _)| *id))?;
    let attributes: BTreeSet<NameId> = values.into_iter().map(|(_, attribute)| attribute.into()).collect();
    for attribute in attributes.into_iter().filter(|attribute| !keep.contains(attribute)) {
        known::delete_unused(connection, attribute)?;
    }
    Ok(())
}

/// Judges the rows of a document that no person decided on.
fn judged(connection: &Connection, document: DocumentId) -> Result<Vec<Judged>> {
    let mut statement = connection.prepare_cached(include_str!("undecided_rows.sql"))?;
    let mut rows = statement.query(named_params! { ":document_id": document })?;
    let figures = columns::figures_of(connection, document)?;
    let mut base = Base::new(connection, document, &figures);
    let mut taken: HashSet<AttributeId> = base.attributes_that_are_stated()?;
    // Attributes that the base does not know yet, by their folded names.
    let mut new: HashSet<String> = HashSet::new();
    let mut judged = Vec::new();
    while let Some(row) = rows.next()? {
        let candidates: Vec<Candidate> = from_json(row.get_ref("candidates")?.as_str()?, 0)?;
        let raw: String = row.get("raw")?;
        let before: Option<String> = row.get("inferred")?;
        let mut splits = Vec::with_capacity(candidates.len());
        let fitting = candidates.into_iter().filter(|candidate| candidate.values.len() == figures.len());
        let words = base.words(&raw)?;
        for candidate in fitting {
            let known = base.known(&candidate, &raw, &words)?;
            splits.push((candidate, known));
        }
        let mut now = rule::choose(&splits).map(|split| Candidate::new(split.attribute.clone(), split.values.clone()));
        if let Some(split) = &now {
            let says_nothing = split.values.iter().all(String::is_empty);
            // A row that is there, under this name or another, is not doubled.
            let is_first = match known::attribute(connection, &split.attribute)? {
                Some(attribute) => taken.insert(attribute),
                None => new.insert(name::fold(&split.attribute)),
            };
            if says_nothing || !is_first {
                now = None;
            }
        }
        let before = before.map(|split| from_json(&split, 1)).transpose()?;
        judged.push(Judged { id: row.get("id")?, position: row.get("position")?, before, now });
    }
    Ok(judged)
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str, column: usize) -> Result<T> {
    Ok(serde_json::from_str(text).map_err(|source| not_json(column, source))?)
}

/// Returns a split as the base keeps it.
///
/// # Errors
///
/// What is no split in JSON is damage.
pub(in crate::store) fn split(row: &rusqlite::Row) -> rusqlite::Result<Option<Candidate>> {
    let text: Option<String> = row.get("inferred")?;
    text.map(|text| serde_json::from_str(&text).map_err(|source| not_json(0, source))).transpose()
}
