//! Taking documents out of the base, and bringing them back. What people decided about them stays: corrections, settled rows
//! and reports wait for the document, whose last state is kept among its versions.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};

use super::former;
use super::identity::{Identity, Page};
use super::import::{Importer, Updated};
use super::version;
use super::{columns, inferred};
use crate::error::{Refusal, Result};
use crate::model::{Differences, Document, DocumentId, Lookup, NameId, Named, Origin, TextId};
use crate::store::base::{Store, column};
use crate::store::name::lookup::{Kind, lookup, nearest};
use crate::store::search::IndexChanges;

/// The documents that were taken out, by their slugs.
const FORGOTTEN: Kind = Kind {
    of: None,
    exact: include_str!("forgotten_of_slug.sql"),
    by_word: include_str!("forgotten_by_word.sql"),
    names: "SELECT slug FROM documents WHERE id = :id",
    all: include_str!("forgotten_slugs.sql"),
    // Nobody guesses at what was taken out.
    by_beginning: "SELECT id FROM documents WHERE :beginning > :end",
    weight: "SELECT :id AND 0",
};

/// What goes with a document that is taken out, and what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgettable {
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How many values it gives.
    pub values: i64,
    /// How many passages it has.
    pub passages: i64,
    /// The figures that no other document compares, but for those that go with it.
    pub figures: Vec<String>,
    /// How many corrections of it are active.
    pub corrections: i64,
    /// How many open reports are on it.
    pub open_reports: i64,
}

/// Who takes documents out, when and why.
#[derive(Debug, Clone, Copy)]
pub struct Forgetting<'a> {
    /// Whether to take out those as well that have active corrections, which then wait.
    pub with_corrections: bool,
    /// Who decides.
    pub editor: &'a str,
    /// Why.
    pub note: Option<&'a str>,
    /// The present moment.
    pub now: &'a str,
}

impl Forgetting<'_> {
    /// Fails when a document has active corrections, unless these are to wait for it.
    pub fn ensure_may_go(&self, documents: &[Forgettable]) -> Result<()> {
        match documents.iter().find(|document| document.corrections > 0) {
            Some(Forgettable { slug, corrections, .. }) if !self.with_corrections => {
                Err(Refusal::CorrectedDocument { document: slug.clone(), corrections: *corrections }.into())
            }
            _ => Ok(()),
        }
    }
}

impl Store {
    /// Returns what would go with each of the documents if all of them were taken out.
    pub fn forgettable(&self, documents: &[Named<DocumentId>]) -> Result<Vec<Forgettable>> {
        let ids: Vec<String> = documents.iter().map(|document| document.id.0.to_string()).collect();
        let all = format!("[{}]", ids.join(","));
        let mut counts = self.connection.prepare(include_str!("forgettable.sql"))?;
        let mut figures = self.connection.prepare(include_str!("figures_of_nothing_else.sql"))?;
        let describe = |document: &Named<DocumentId>| {
            let names = figures.query_map(named_params! { ":id": document.id, ":all": all }, |row| row.get(0))?;
            let names = names.collect::<rusqlite::Result<_>>()?;
            Ok(counts.query_row(named_params! { ":id": document.id }, |row| {
                Ok(Forgettable {
                    slug: row.get("slug")?,
                    title: row.get("title")?,
                    values: row.get("value_count")?,
                    passages: row.get("passage_count")?,
                    figures: names,
                    corrections: row.get("corrections")?,
                    open_reports: row.get("open_reports")?,
                })
            })?)
        };
        documents.iter().map(describe).collect()
    }

    /// Takes documents out, all or none. Refused when one has active corrections, unless these are to wait.
    pub fn forget(&mut self, documents: &[Named<DocumentId>], forgetting: &Forgetting) -> Result<()> {
        forgetting.ensure_may_go(&self.forgettable(documents)?)?;
        self.write(|connection| {
            let mut index = IndexChanges::default();
            let mut figures = BTreeSet::new();
            for document in documents {
                figures.extend(columns::figures_of(connection, document.id)?);
                forget(connection, document.id, forgetting, &mut index)?;
            }
            index.write(connection)?;
            inferred::judge(connection, figures, forgetting.now).map(drop)
        })
    }

    /// Returns where a name leads among the documents that were taken out.
    pub fn forgotten(&self, name: &str) -> Result<Lookup<DocumentId>> {
        lookup(&self.connection, &FORGOTTEN, name)
    }

    /// Returns the slugs of such documents that look most like a name that leads nowhere, nearest first.
    pub fn nearest_forgotten(&self, given: &str) -> Result<Vec<String>> {
        nearest(&self.connection, &FORGOTTEN, given)
    }

    /// Brings a document back as it was when it was taken out, with its corrections. Refused when two of its figures have
    /// become one meanwhile.
    pub fn bring_back(&mut self, document: &Named<DocumentId>, editor: &str, now: &str) -> Result<Differences> {
        self.write(|connection| {
            let stored = Identity::of(connection, document.id)?;
            let Some(last) = version::last(connection, stored.id)? else {
                return Err(Refusal::NoFormerState { document: stored.slug }.into());
            };
            let page_slug = "SELECT page_slug FROM documents WHERE id = :id";
            let page_slug = connection.query_row(page_slug, named_params! { ":id": stored.id }, |row| row.get(0))?;
            let last = Document { slug: page_slug, ..last };
            let mut importer = Importer::new(connection, now)?;
            if let Some(figure) = importer.figure_named_twice(&last)? {
                return Err(Refusal::FiguresAreOne { document: stored.slug, figure }.into());
            }
            let origin = Origin { path: stored.path, ..Origin::default() };
            let page = Page { document: &last, origin, amounts: None };
            let Updated { differences, .. } = importer.update(&stored, page, Some(editor))?;
            importer.finish(&mut |_| {})?;
            // It is what that version of the reader made of it.
            connection.execute(
                "UPDATE documents SET reader = :reader WHERE id = :id",
                named_params! { ":id": stored.id, ":reader": stored.reader },
            )?;
            Ok(differences)
        })
    }
}

/// Takes a document out. The full-text index is the caller's to write.
pub(in crate::store) fn forget(
    connection: &Connection,
    id: DocumentId,
    forgetting: &Forgetting,
    index: &mut IndexChanges,
) -> Result<()> {
    inferred::take_back(connection, id)?;
    former::save(connection, id, forgetting.now)?;
    let version = connection.last_insert_rowid();
    let names: Vec<NameId> =
        column(connection, include_str!("names_of_document.sql"), named_params! { ":document_id": id })?;
    let texts: Vec<TextId> =
        column(connection, include_str!("texts_of_document.sql"), named_params! { ":document_id": id })?;
    for text in texts {
        index.will_change(connection, text)?;
    }
    connection.execute(
        include_str!("insert_forgotten.sql"),
        named_params! {
            ":document_id": id, ":version_id": version, ":editor": forgetting.editor, ":note": forgetting.note,
            ":forgotten_at": forgetting.now,
        },
    )?;
    for sql in [
        "DELETE FROM attribute_values WHERE document_id = :document_id",
        "DELETE FROM unclear_rows WHERE document_id = :document_id",
        "DELETE FROM row_groups WHERE document_id = :document_id",
        "DELETE FROM sections WHERE document_id = :document_id",
        "DELETE FROM document_credits WHERE document_id = :document_id",
        "DELETE FROM document_figures WHERE document_id = :document_id",
    ] {
        connection.prepare_cached(sql)?.execute(named_params! { ":document_id": id })?;
    }
    for name in names {
        crate::store::name::known::delete_unused(connection, name)?;
    }
    Ok(())
}

/// Notes that a document is in the base again: brought back by an editor, or because its page was imported again.
pub(super) fn come_back(connection: &Connection, id: DocumentId, editor: Option<&str>, now: &str) -> Result<()> {
    let sql = include_str!("come_back.sql");
    connection.prepare_cached(sql)?.execute(named_params! { ":document_id": id, ":now": now, ":editor": editor })?;
    Ok(())
}
