//! Gives documents their slugs.

use rusqlite::{Connection, named_params};

use super::version;
use crate::error::Result;
use crate::model::DocumentId;
use crate::slug::{self, Naming};

/// A document that did not get the slug that its page asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldApart {
    /// Where its page came from.
    pub source: String,
    /// What it is called.
    pub slug: String,
    /// What its page asks for, which is another document's.
    pub page_slug: String,
}

/// Gives new documents whose pages ask for one slug their slugs, the same whatever the order in which they came, and passes
/// those that do not get it to `told`. `first` is the first row of this run; slugs of documents that were there before stay.
pub(super) fn name_new_documents(
    connection: &Connection,
    first: DocumentId,
    told: &mut dyn FnMut(ToldApart),
) -> Result<()> {
    let sql = "SELECT DISTINCT page_slug FROM documents WHERE id >= :first AND slug <> page_slug ORDER BY 1";
    let mut statement = connection.prepare(sql)?;
    let contested = statement
        .query_map(named_params! { ":first": first }, |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    // All out of the way (no page asks for such a slug), then those that get what their page asks for, then the others.
    for page_slug in &contested {
        let sql = "UPDATE documents SET slug = char(31) || id WHERE id >= :first AND page_slug = :page_slug";
        connection.prepare_cached(sql)?.execute(named_params! { ":first": first, ":page_slug": page_slug })?;
    }
    for page_slug in &contested {
        let sql = "UPDATE OR IGNORE documents SET slug = page_slug WHERE id = :id";
        if let Some(id) = new_documents_of(connection, first, page_slug)?.first() {
            connection.prepare_cached(sql)?.execute(named_params! { ":id": id })?;
        }
    }
    for page_slug in &contested {
        for id in new_documents_of(connection, first, page_slug)? {
            let is_named = "SELECT slug = page_slug FROM documents WHERE id = :id";
            if connection.prepare_cached(is_named)?.query_row(named_params! { ":id": id }, |row| row.get(0))? {
                continue;
            }
            let frame = "SELECT address, source FROM documents WHERE id = :id";
            let (address, source): (Option<String>, String) = connection
                .prepare_cached(frame)?
                .query_row(named_params! { ":id": id }, |row| Ok((row.get("address")?, row.get("source")?)))?;
            let figures = version::figures(connection, id)?;
            let address = address.as_deref();
            let slug = free_slug(connection, Naming { slug: page_slug, address, source: &source, figures: &figures })?;
            let sql = "UPDATE documents SET slug = :slug WHERE id = :id";
            connection.prepare_cached(sql)?.execute(named_params! { ":id": id, ":slug": slug })?;
            told(ToldApart { source, slug, page_slug: page_slug.clone() });
        }
    }
    Ok(())
}

/// Returns the documents of this run whose pages ask for a slug, in an order that is the same whenever they came.
fn new_documents_of(connection: &Connection, first: DocumentId, page_slug: &str) -> Result<Vec<DocumentId>> {
    let sql =
        "SELECT id FROM documents WHERE id >= :first AND page_slug = :page_slug ORDER BY address, source, content_hash";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map(named_params! { ":first": first, ":page_slug": page_slug }, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Returns the plainest slug of a page that no document has.
pub(super) fn free_slug(connection: &Connection, naming: Naming) -> Result<String> {
    let mut taken = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM documents WHERE slug = :slug)")?;
    if !taken.query_row(named_params! { ":slug": naming.slug }, |row| row.get::<_, bool>(0))? {
        return Ok(naming.slug.to_owned());
    }
    let mut candidates = slug::candidates(naming);
    for candidate in &candidates {
        if !taken.query_row(named_params! { ":slug": candidate }, |row| row.get::<_, bool>(0))? {
            return Ok(candidate.clone());
        }
    }
    // Only the last one could be taken by the same page once more, which would have been found.
    let last = candidates.pop().unwrap_or_default();
    let mut number = 2;
    loop {
        let candidate = format!("{last}-{number}");
        if !taken.query_row([&candidate], |row| row.get::<_, bool>(0))? {
            return Ok(candidate);
        }
        number += 1;
    }
}
