//! Puts new documents into the base, and tells them from those that are there already: bringing one of these up to date
//! is in `update`, and what both put in, row by row, in `insert`.

use std::collections::HashSet;

use rusqlite::{Connection, named_params};

use super::former::Formers;
use super::identity::{self, Among, Identity, Page};
use super::late_indexes::LateIndexes;
use super::naming;
use super::settled;
use crate::error::Result;
use crate::model::{
    AttributeId, Change, Differences, Document, DocumentId, FigureId, NameId, NameKind, Origin, PassageId, READER,
    TextStatus, ValueId,
};
use crate::slug::Naming;
use crate::store::name::known::{self, KnownNames, Owner};
use crate::store::quantity;
use crate::store::search::{IndexChanges, KnownHeadings};

/// What the ids of documents, values and passages leave when divided by [`KINDS`]: see `migrations/V01__documents.sql`.
const DOCUMENT: i64 = 0;
const VALUE: i64 = 1;
const PASSAGE: i64 = 2;
const KINDS: i64 = 3;

/// How many bytes of text may wait to be brought into the full-text index, when many documents are imported.
const MOST_GATHERED: usize = 32 * 1024 * 1024;

/// Imports documents inside one transaction. It remembers the ids of names, so it must not outlive the transaction.
#[derive(Debug)]
pub struct Importer<'connection> {
    pub(super) connection: &'connection Connection,
    pub(super) now: &'connection str,
    pub(super) names: KnownNames,
    pub(super) headings: KnownHeadings,
    /// Documents with a lower id were there before this run.
    pub(super) first_id: DocumentId,
    next_id: i64,
    /// The documents that pages of this run are.
    pub(super) claimed: HashSet<DocumentId>,
    /// What is not in the full-text index yet.
    pub(super) index: IndexChanges,
    /// How much of it may wait until the next document is there.
    pub(super) most_gathered: usize,
    pub(super) late_indexes: LateIndexes,
    /// The figures of the documents that were added or changed, before and after.
    pub(super) touched: HashSet<FigureId>,
    pub(super) formers: Formers,
}

/// What an update made of a document.
pub(super) struct Updated {
    pub differences: Differences,
    /// The figures that it compared before, if it compares others now.
    pub compared: Vec<String>,
}

impl<'connection> Importer<'connection> {
    /// Returns an importer for a transaction. `now` becomes the documents' time of import.
    pub fn new(connection: &'connection Connection, now: &'connection str) -> Result<Self> {
        let next_id = connection.query_row(include_str!("next_id.sql"), [], |row| row.get(0))?;
        Ok(Self {
            connection,
            now,
            names: KnownNames::default(),
            headings: KnownHeadings::default(),
            first_id: DocumentId(next_id),
            next_id,
            claimed: HashSet::new(),
            index: IndexChanges::default(),
            most_gathered: 0,
            late_indexes: LateIndexes::default(),
            touched: HashSet::new(),
            formers: Formers::here(),
        })
    }

    /// Returns an importer that writes the full-text index in few large pieces rather than with each document, which is
    /// many times faster, and reads and compresses former states on a thread. [`Importer::finish`] must be called after the last one.
    pub fn for_many(connection: &'connection Connection, now: &'connection str) -> Result<Self> {
        Ok(Self { most_gathered: MOST_GATHERED, formers: Formers::apart(connection)?, ..Self::new(connection, now)? })
    }

    /// Brings the base's document that the page is to what it says, and says what that took. See `identity` for which one
    /// it is. The page came from no file of its own; where many pages come, what is made of each must not depend on their
    /// order: see `run`.
    pub fn import(&mut self, document: &Document) -> Result<Change> {
        let page = Page { document, origin: Origin::default(), amounts: None };
        let is_claimed = |id| self.claimed.contains(&id);
        let resolved = identity::resolve(self.connection, &self.names, page, Among::All(&is_claimed))?;
        if let Some((stored, _)) = &resolved {
            if self.claimed.contains(&stored.id) && stored.content_hash != document.content_hash {
                return Ok(Change::AnotherPage { slug: stored.slug.clone(), source: stored.source.clone() });
            }
            if stored.is_of(&document.content_hash) {
                self.claimed.insert(stored.id);
                return Ok(Change::Unchanged);
            }
        }
        self.write(resolved.as_ref().map(|(stored, _)| stored), page)
    }

    /// Brings a document to what its page says, or adds it.
    pub(super) fn write(&mut self, stored: Option<&Identity>, page: Page) -> Result<Change> {
        if let Some(figure) = self.figure_named_twice(page.document)? {
            return Ok(Change::OneFigureTwice { figure });
        }
        let change = if let Some(stored) = stored {
            self.bring_up_to_date(stored, page)?
        } else {
            let id = DocumentId(self.take_id(DOCUMENT));
            self.add_as(id, page)?;
            Change::New
        };
        if self.index.write_when_due(self.connection, self.most_gathered)? {
            self.late_indexes.drop(self.connection)?;
        }
        Ok(change)
    }

    /// Brings the document of a row to a state that it had, or adds it under that row: for doing again what happened.
    pub(in crate::store) fn import_as(&mut self, id: DocumentId, document: &Document) -> Result<()> {
        let page = Page { document, origin: Origin::default(), amounts: None };
        let sql = "SELECT EXISTS (SELECT 1 FROM documents WHERE id = :id)";
        if self.connection.prepare_cached(sql)?.query_row(named_params! { ":id": id }, |row| row.get(0))? {
            let stored = Identity::of(self.connection, id)?;
            return self.update(&stored, page, None).map(drop);
        }
        self.add_as(id, page)
    }

    fn bring_up_to_date(&mut self, stored: &Identity, page: Page) -> Result<Change> {
        self.claimed.insert(stored.id);
        let slug = stored.slug.clone();
        let Updated { differences, compared } = self.update(stored, page, None)?;
        if stored.is_forgotten {
            return Ok(Change::Restored { slug, differences });
        }
        Ok(Change::Updated { slug, differences, compared })
    }

    /// Returns the name of a figure that two of the document's names mean, which only aliases can bring about.
    pub(super) fn figure_named_twice(&mut self, document: &Document) -> Result<Option<String>> {
        let mut ids = Vec::with_capacity(document.figures.len());
        for name in &document.figures {
            let Some(id) = self.names.figure(self.connection, name)? else {
                continue;
            };
            if ids.contains(&id) {
                return known::name_of(self.connection, id.into()).map(Some);
            }
            ids.push(id);
        }
        Ok(None)
    }

    /// Returns the next free id of a kind. All kinds draw from one sequence, so that texts reach the full-text index in
    /// the order of their ids: it writes out what it has gathered whenever an id is lower than the one before.
    fn take_id(&mut self, kind: i64) -> i64 {
        let id = self.next_id + (kind - self.next_id).rem_euclid(KINDS);
        self.next_id = id + 1;
        id
    }

    pub(super) fn take_value_id(&mut self) -> ValueId {
        ValueId(self.take_id(VALUE))
    }

    pub(super) fn take_passage_id(&mut self) -> PassageId {
        PassageId(self.take_id(PASSAGE))
    }

    /// Adds a document that is none of the base under a row. Where another document has its address, it has none, and what its
    /// page states is noted.
    fn add_as(&mut self, id: DocumentId, page: Page) -> Result<()> {
        let Page { document, origin, amounts } = page;
        self.claimed.insert(id);
        let is_taken: bool = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM documents WHERE address = :address)")?
            .query_row(named_params! { ":address": &document.address }, |row| row.get(0))?;
        let stated = document.address.as_deref();
        let (address, claimed) = if is_taken { (None, stated) } else { (stated, None) };
        let asked = Naming { slug: &document.slug, address, source: &document.source, figures: &document.figures };
        self.connection.prepare_cached(include_str!("insert_document.sql"))?.execute(named_params! {
            ":id": id, ":slug": naming::free_slug(self.connection, asked)?, ":page_slug": document.slug,
            ":address": address, ":claimed_address": claimed, ":title": document.title, ":summary": document.summary,
            ":notice": document.notice, ":source": document.source, ":path_digest": origin.path,
            ":content_hash": document.content_hash, ":reader": READER, ":layout": document.layout,
            ":imported_at": self.now,
        })?;
        self.index.added(id, &document.summary);
        self.insert_credits(id, document)?;
        let figures = self.figure_owners(document)?;
        self.insert_figures(id, &figures)?;
        let mut seen = settled::SeenRows::default();
        let mut values = Vec::new();
        for row in &document.rows {
            if settled::says_nothing(row) {
                self.insert_unclear_row(id, &settled::unclear(row), None)?;
                continue;
            }
            let attribute = self.attribute(&row.attribute)?;
            if !seen.insert(attribute.id, row) {
                self.insert_unclear_row(id, &settled::unclear(row), None)?;
                continue;
            }
            self.insert_group(id, row)?;
            for (figure, text) in figures.iter().zip(&row.values).filter(|(_, text)| !text.is_empty()) {
                let value = self.insert_value(id, figure.id, attribute, row.position, text, TextStatus::Stated)?;
                self.index.added(value, text);
                values.push((value, row.attribute.as_str(), text.as_str()));
            }
        }
        quantity::put_new(self.connection, &values, amounts, &document.summary)?;
        for row in &document.unclear {
            self.insert_unclear_row(id, row, None)?;
        }
        for (section, position) in document.sections.iter().zip(1..) {
            let section_id = self.insert_section(id, position, &section.heading)?;
            for (passage, position) in section.passages.iter().zip(1..) {
                let id = self.insert_passage(section_id, position, &passage.text, &passage.figures)?;
                self.index.added(id, &passage.text);
            }
        }
        Ok(())
    }

    /// Deletes those of the figures and attributes that nothing in the base needs any more, such as a misspelling that
    /// the page no longer has.
    pub(super) fn delete_unused(&mut self, names: impl Iterator<Item = NameId>) -> Result<()> {
        let mut deleted = false;
        for id in names {
            deleted |= known::delete_unused(self.connection, id)?;
        }
        if deleted {
            self.names.clear();
        }
        Ok(())
    }

    /// Makes a figure or attribute of that name, unless there is one.
    pub fn make_name(&mut self, kind: NameKind, name: &str) -> Result<()> {
        self.names.find_or_make(self.connection, kind, name).map(drop)
    }

    pub(super) fn figure_id(&mut self, name: &str) -> Result<FigureId> {
        self.names.figure_or_new(self.connection, name).map(|owner| owner.id)
    }

    pub(super) fn attribute(&mut self, name: &str) -> Result<Owner<AttributeId>> {
        self.names.attribute_or_new(self.connection, name)
    }
}
