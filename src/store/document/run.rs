//! An import of many pages, of which the base holds the same in the end, whatever the order in which they come.
//!
//! Pages that are there already as they are and pages that are new are dealt with as they come. A page that would change a
//! document waits until all are there (see `waiting`): another page may be that document with more right, or leave it as
//! it is. Of two new pages that are one document, the first by source and content stays.

use std::rc::Rc;

use rusqlite::{Connection, named_params};

use super::identity::{self, Among, Identity, Page, ToldBy};
use super::import::Importer;
use super::naming::ToldApart;
use super::version;
use super::waiting::Waiting;
use crate::error::Result;
use crate::model::{Change, Document, DocumentId, Origin, Quantity};

/// Imports many pages inside one transaction.
#[derive(Debug)]
pub struct ImportRun<'connection> {
    importer: Importer<'connection>,
    waiting: Waiting,
}

/// What is only known when all pages are there.
#[derive(Debug)]
pub enum Told<'a> {
    /// What was done with a page that had to wait.
    Done {
        /// Where the page came from, for people.
        place: &'a str,
        /// What it says.
        document: &'a Document,
        /// What was done.
        change: Change,
    },
    /// A new document is kept apart, without the address that its page states.
    Apart {
        /// Where its page came from.
        source: String,
        /// What it is called.
        slug: String,
        /// What the document is called that has the address.
        other: String,
    },
    /// A new document did not get the slug that its page asks for.
    Named(ToldApart),
    /// A page is a document that another page of the run is as well, with other content; it was passed over.
    Contested {
        /// Where it came from.
        source: String,
        /// What the document is called.
        slug: String,
        /// Where the other page came from.
        kept: String,
    },
    /// A page that was passed over says what the document, or another page that is told of, says.
    Unchanged,
}

impl<'connection> ImportRun<'connection> {
    /// Returns a run inside a transaction. `now` becomes the documents' time of import.
    pub fn new(connection: &'connection Connection, now: &'connection str) -> Result<Self> {
        connection.execute_batch(include_str!("temporary/tables.sql"))?;
        Ok(Self { importer: Importer::for_many(connection, now)?, waiting: Waiting::default() })
    }

    /// Notes that a page is a document as it stands: see `KnownPages`.
    pub fn meet(&mut self, document_id: DocumentId) {
        self.importer.claimed.insert(document_id);
    }

    /// Imports a page. `amounts` are what its values amount to that are not empty, row by row; `place` is where it came from, for
    /// people. `None` when [`ImportRun::finish`] will tell what was done.
    pub fn take(
        &mut self,
        document: &Rc<Document>,
        origin: Origin,
        amounts: Vec<Option<Quantity>>,
        place: &str,
    ) -> Result<Option<Change>> {
        let page = Page { document, origin, amounts: Some(&amounts) };
        let Importer { connection, first_id, .. } = self.importer;
        if let Some((stored, told_by)) =
            identity::resolve(connection, &self.importer.names, page, Among::Before(first_id))?
        {
            let is_same = stored.is_of(&document.content_hash);
            // Elsewhere is a copy, and the document's own page may still come and say something else.
            if is_same && stored.path == origin.path {
                self.importer.claimed.insert(stored.id);
                return Ok(Some(Change::Unchanged));
            }
            self.waiting.push(connection, document, origin, amounts, rank(told_by, is_same), place)?;
            return Ok(None);
        }
        match identity::same_of_run(connection, &self.importer.names, page, first_id)? {
            Some(stored) => self.join(&stored, page),
            None => self.importer.write(None, page).map(Some),
        }
    }

    /// Takes in a page that is a document which is new in this run.
    fn join(&mut self, stored: &Identity, page: Page) -> Result<Option<Change>> {
        let Page { document, origin, .. } = page;
        let connection = self.importer.connection;
        let is_first = (&document.source, &document.content_hash, origin.path)
            < (&stored.source, &stored.content_hash, stored.path);
        if stored.content_hash == document.content_hash {
            if is_first {
                connection.prepare_cached(include_str!("take_origin.sql"))?.execute(named_params! {
                    ":id": stored.id, ":source": document.source, ":page_slug": document.slug,
                    ":path_digest": origin.path,
                })?;
            }
            return Ok(Some(Change::Unchanged));
        }
        if !is_first {
            self.pass_over(stored.id, &document.source, &document.content_hash)?;
            return Ok(None);
        }
        let before = version::present(connection, stored.id)?;
        let change = self.importer.write(Some(stored), page)?;
        if matches!(change, Change::OneFigureTwice { .. }) {
            return Ok(Some(change));
        }
        // What was only there during this run is no former state.
        connection
            .prepare_cached("DELETE FROM document_versions WHERE document_id = :document_id")?
            .execute(named_params! { ":document_id": stored.id })?;
        self.pass_over(stored.id, &stored.source, &stored.content_hash)?;
        Ok(Some(Change::Instead { rows: before.rows.len(), unclear: before.unclear.len() }))
    }

    fn pass_over(&self, document_id: DocumentId, source: &str, content_hash: &str) -> Result<()> {
        let sql = "INSERT INTO contested_pages VALUES (:document_id, :source, :content_hash)";
        self.importer.connection.prepare_cached(sql)?.execute(named_params! {
            ":document_id": document_id, ":source": source, ":content_hash": content_hash,
        })?;
        Ok(())
    }

    /// Deals with the pages that wait, settles who has which address and slug, tells what came of it, and returns how many
    /// unclear rows were told apart with the help of other documents.
    pub fn finish(mut self, told: &mut dyn FnMut(Told)) -> Result<usize> {
        let Importer { connection, first_id, .. } = self.importer;
        // Their numbers first: while a statement is open no index can be made.
        for number in Waiting::order(connection)? {
            let waited = self.waiting.take(connection, number)?;
            if let Some(change) = self.take_waiting(waited.page())? {
                told(Told::Done { place: &waited.place, document: &waited.document, change });
            }
        }
        settle_addresses(connection, first_id)?;
        let told_apart = self.importer.finish_and_count(&mut |named| told(Told::Named(named)))?;
        let mut statement = connection.prepare(include_str!("apart.sql"))?;
        let mut rows = statement.query(named_params! { ":first": first_id })?;
        while let Some(row) = rows.next()? {
            told(Told::Apart { source: row.get("source")?, slug: row.get("slug")?, other: row.get("other")? });
        }
        drop(rows);
        let mut statement = connection.prepare(include_str!("temporary/contested.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if row.get("is_told")? {
                told(Told::Unchanged);
            } else {
                told(Told::Contested { source: row.get("source")?, slug: row.get("slug")?, kept: row.get("kept")? });
            }
        }
        Ok(told_apart)
    }

    /// Imports a page that waited.
    fn take_waiting(&mut self, page: Page) -> Result<Option<Change>> {
        let Importer { connection, first_id, .. } = self.importer;
        let content_hash = &page.document.content_hash;
        let is_claimed = |id| self.importer.claimed.contains(&id);
        let resolved = identity::resolve(connection, &self.importer.names, page, Among::All(&is_claimed))?;
        let Some((stored, _)) = resolved else { return self.importer.write(None, page).map(Some) };
        if stored.id >= first_id {
            return self.join(&stored, page);
        }
        if stored.is_of(content_hash) {
            self.importer.claimed.insert(stored.id);
            return Ok(Some(Change::Unchanged));
        }
        if is_claimed(stored.id) {
            self.pass_over(stored.id, &page.document.source, content_hash)?;
            return Ok(None);
        }
        self.importer.write(Some(&stored), page).map(Some)
    }
}

/// Returns when a page comes in that waited: after those that have more right to the document, and within these after
/// those that leave it as it is.
fn rank(told_by: ToldBy, is_same: bool) -> i64 {
    let right = match told_by {
        ToldBy::Address => 0,
        ToldBy::Place => 2,
        ToldBy::Likeness => 4,
    };
    right + i64::from(!is_same)
}

/// Gives each address that several new documents state to one of them, the same whatever the order in which they came: to the
/// one that was found there, else to the first by source and content. A document that was there before the run keeps it.
fn settle_addresses(connection: &Connection, first: DocumentId) -> Result<()> {
    let mut statement = connection.prepare(include_str!("claims_of_run.sql"))?;
    let addresses = statement
        .query_map(named_params! { ":first": first }, |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    for address in addresses {
        let sql = "SELECT id FROM documents WHERE address = :address";
        let holder: DocumentId =
            connection.prepare_cached(sql)?.query_row(named_params! { ":address": &address }, |row| row.get(0))?;
        if holder < first {
            continue;
        }
        let mut statement = connection.prepare_cached(include_str!("claimants_of_run.sql"))?;
        let mut rows = statement.query(named_params! { ":address": address, ":first": first })?;
        let mut best: Option<((bool, String, String), DocumentId)> = None;
        while let Some(row) = rows.next()? {
            let source: String = row.get("source")?;
            let key = (!identity::is_same_url(&source, &address), source, row.get("content_hash")?);
            if best.as_ref().is_none_or(|(least, _)| key < *least) {
                best = Some((key, row.get("id")?));
            }
        }
        if let Some((_, id)) = best.filter(|(_, id)| *id != holder) {
            let take = "UPDATE documents SET address = NULL, claimed_address = :claimed_address WHERE id = :id";
            connection.prepare_cached(take)?.execute(named_params! { ":id": holder, ":claimed_address": address })?;
            let give = "UPDATE documents SET address = :address, claimed_address = NULL WHERE id = :id";
            connection.prepare_cached(give)?.execute(named_params! { ":id": id, ":address": address })?;
        }
    }
    Ok(())
}
