//! A document of the base, as far as it tells itself from others: its address, its file, its content, its figures.

use rusqlite::{Connection, Row, named_params};

use crate::error::Result;
use crate::model::{DocumentId, FigureId, PathDigest, READER};
use crate::name;
use crate::store::document::version;
use crate::store::name::known::KnownNames;

/// What tells the documents of a base from each other.
#[derive(Debug, Clone)]
pub(in crate::store::document) struct Identity {
    pub id: DocumentId,
    pub slug: String,
    pub source: String,
    pub content_hash: String,
    pub reader: i64,
    /// Whether it was taken out.
    pub is_forgotten: bool,
    /// The file that its page is.
    pub path: Option<PathDigest>,
    pub(super) address: Option<String>,
    /// What its page states, although another document has it.
    pub(super) claimed_address: Option<String>,
}

impl Identity {
    fn read(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            slug: row.get("slug")?,
            source: row.get("source")?,
            content_hash: row.get("content_hash")?,
            reader: row.get("reader")?,
            is_forgotten: row.get("is_forgotten")?,
            path: row.get("path_digest")?,
            address: row.get("address")?,
            claimed_address: row.get("claimed_address")?,
        })
    }

    /// Returns the document of that row.
    pub fn of(connection: &Connection, id: DocumentId) -> Result<Self> {
        Ok(connection
            .prepare_cached(include_str!("identity.sql"))?
            .query_row(named_params! { ":id": id }, Self::read)?)
    }

    /// Tells whether the document is what is read of a page with this content.
    pub fn is_of(&self, content_hash: &str) -> bool {
        self.content_hash == content_hash && self.reader == READER && !self.is_forgotten
    }

    pub(super) fn states_address(&self) -> bool {
        self.address.is_some() || self.claimed_address.is_some()
    }
}

/// A figure, by which documents are compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Figure {
    /// One of the base.
    Known(FigureId),
    /// One that the base does not have (any more), by its folded name.
    Unknown(String),
}

/// Returns the figures of these names.
pub(super) fn figures_of_names(connection: &Connection, names: &KnownNames, given: &[String]) -> Result<Vec<Figure>> {
    let figure = |name: &String| {
        let id = names.figure(connection, name)?;
        Ok(id.map_or_else(|| Figure::Unknown(name::fold(name)), Figure::Known))
    };
    given.iter().map(figure).collect()
}

/// Returns the figures that a document compares, or compared when it was taken out.
pub(super) fn figures_of(connection: &Connection, names: &KnownNames, stored: &Identity) -> Result<Vec<Figure>> {
    if stored.is_forgotten {
        let last = version::last(connection, stored.id)?.map_or_else(Vec::new, |document| document.figures);
        return figures_of_names(connection, names, &last);
    }
    let mut statement =
        connection.prepare_cached("SELECT figure_id FROM document_figures WHERE document_id = :document_id")?;
    let figures =
        statement.query_map(named_params! { ":document_id": stored.id }, |row| row.get(0).map(Figure::Known))?;
    Ok(figures.collect::<rusqlite::Result<_>>()?)
}
