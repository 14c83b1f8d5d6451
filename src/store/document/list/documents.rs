//! Documents: finding one by name, listing them with counts, exporting them.

use crate::error::Result;
use crate::model::{DocumentCount, DocumentId, DocumentRecord, FigureId, Lookup, Named};
use crate::name;
use crate::store::base::{Store, column};
use crate::store::document::version;
use crate::store::name::lookup::{Kind, lookup, lookup_beginning, nearest};
use rusqlite::{OptionalExtension, named_params};

/// A document goes by its slug. Its words are looked for in all slugs, which are not indexed by word: few commands name
/// a document by a part, and 100,000 slugs are read in 15 ms: from their index (`+id` keeps from reading the documents in their
/// order instead), most of them told apart before anything is put together.
const KIND: Kind = Kind {
    of: None,
    exact: "SELECT id FROM present_documents WHERE slug = :folded",
    by_word: "SELECT id FROM present_documents \
              WHERE instr(slug, :word) AND instr('-' || slug || '-', '-' || :word || '-') ORDER BY +id",
    names: "SELECT slug FROM documents WHERE id = :id",
    all: "SELECT slug FROM present_documents",
    // A slug is all lower case and its words are parted by hyphens, so that `:end` is not needed to find one.
    by_beginning: "SELECT id FROM present_documents \
                   WHERE instr(slug, :beginning) AND instr('-' || slug, '-' || :beginning) AND :end > '' ORDER BY +id",
    weight: "SELECT count(*) FROM attribute_values WHERE document_id = :id",
};

impl Store {
    /// Returns the figures that a document compares, in column order.
    pub fn figures_of_document(&self, document: DocumentId) -> Result<Vec<Named<FigureId>>> {
        let mut statement = self.connection.prepare_cached(include_str!("named_figures.sql"))?;
        let figures = statement.query_map(named_params! { ":document_id": document }, |row| {
            Ok(Named { id: row.get("id")?, name: row.get("name")? })
        })?;
        Ok(figures.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the slugs of all documents, in the order they came in.
    pub fn slugs(&self) -> Result<Vec<String>> {
        column(&self.connection, "SELECT slug FROM present_documents ORDER BY id", [])
    }

    /// Returns the slugs that begin so, at most so many.
    pub fn slugs_beginning(&self, beginning: &str, most: usize) -> Result<Vec<String>> {
        let sql =
            "SELECT slug FROM present_documents WHERE slug >= :beginning AND slug < :end ORDER BY slug LIMIT :most";
        let beginning = beginning.to_lowercase();
        let parameters = named_params! {
            ":beginning": beginning, ":end": format!("{beginning}\u{10ffff}"),
            ":most": i64::try_from(most).unwrap_or(i64::MAX),
        };
        column(&self.connection, sql, parameters)
    }

    /// Returns where the beginning of a name leads among the documents.
    pub fn document_beginning(&self, given: &str) -> Result<Lookup<DocumentId>> {
        lookup_beginning(&self.connection, &KIND, given)
    }

    /// Returns where a name leads among the documents.
    pub fn document(&self, name: &str) -> Result<Lookup<DocumentId>> {
        lookup(&self.connection, &KIND, name)
    }

    /// Returns the document of that slug, whole.
    pub fn document_of_slug(&self, slug: &str) -> Result<Option<Named<DocumentId>>> {
        let slug = name::fold(slug);
        let id = self
            .connection
            .prepare_cached(KIND.exact)?
            .query_row(named_params! { ":folded": slug }, |row| row.get(0))
            .optional()?;
        Ok(id.map(|id| Named { id, name: slug }))
    }

    /// Returns the slugs that look most like a name that leads nowhere, nearest first.
    pub fn nearest_documents(&self, given: &str) -> Result<Vec<String>> {
        nearest(&self.connection, &KIND, given)
    }

    /// Passes every document with its counts to `visit`, in the order they came in.
    pub fn each_document_count(&self, mut visit: impl FnMut(&DocumentCount) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_document_count.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&DocumentCount {
                slug: row.get("slug")?,
                title: row.get("title")?,
                values: row.get("value_count")?,
                passages: row.get("passage_count")?,
                unclear: row.get("unclear_count")?,
            })?;
        }
        Ok(())
    }

    /// Passes every document to `visit`, in the order they came in.
    pub fn each_document(&self, visit: impl FnMut(&DocumentRecord) -> Result<()>) -> Result<()> {
        self.each_document_from((DocumentId(i64::MIN), DocumentId(i64::MAX)), visit)
    }

    /// Passes one document to `visit`.
    pub fn document_record(
        &self,
        document: DocumentId,
        visit: impl FnMut(&DocumentRecord) -> Result<()>,
    ) -> Result<()> {
        self.each_document_from((document, document), visit)
    }

    /// Returns the lines of a document that name whoever is behind it.
    pub fn credits(&self, document: DocumentId) -> Result<Vec<String>> {
        version::credits(&self.connection, document)
    }

    fn each_document_from(
        &self,
        (first, last): (DocumentId, DocumentId),
        mut visit: impl FnMut(&DocumentRecord) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_document.sql"))?;
        let parameters = named_params! { ":as_stated": self.as_stated, ":first": first, ":last": last };
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            visit(&DocumentRecord {
                slug: row.get_ref("slug")?.as_str()?,
                title: row.get_ref("title")?.as_str()?,
                figures: row.get_ref("figures")?.as_str()?,
                summary: row.get_ref("summary")?.as_str()?,
                notice: row.get_ref("notice")?.as_str()?,
                source: row.get_ref("source")?.as_str()?,
                content_hash: row.get_ref("content_hash")?.as_str()?,
                imported_at: row.get_ref("imported_at")?.as_str()?,
                status: row.get("status")?,
            })?;
        }
        Ok(())
    }

    /// Returns the different notices of the documents that compare a figure, at most a handful.
    pub fn notices_of_figure(&self, figure_id: FigureId) -> Result<Vec<String>> {
        column(&self.connection, include_str!("notices_of_figure.sql"), named_params! { ":figure_id": figure_id })
    }

    /// Returns the slugs of the documents that compare a figure, in the order they came in.
    pub fn documents_of_figure(&self, figure_id: FigureId) -> Result<Vec<String>> {
        column(&self.connection, include_str!("documents_of_figure.sql"), named_params! { ":figure_id": figure_id })
    }

    /// Returns how a document's summary reads; empty when it has none.
    pub fn summary(&self, document_id: DocumentId) -> Result<String> {
        let sql = if self.as_stated {
            "SELECT summary FROM documents WHERE id = :id"
        } else {
            "SELECT text FROM search_texts WHERE id = :id"
        };
        Ok(self.connection.prepare_cached(sql)?.query_row(named_params! { ":id": document_id }, |row| row.get(0))?)
    }

    /// Returns a document's title.
    pub fn title(&self, document_id: DocumentId) -> Result<String> {
        let sql = "SELECT title FROM documents WHERE id = :id";
        Ok(self.connection.prepare_cached(sql)?.query_row(named_params! { ":id": document_id }, |row| row.get(0))?)
    }
}
