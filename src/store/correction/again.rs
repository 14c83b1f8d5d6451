//! Whether what people decided leads to what the base says, when it is done again.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};

use super::ever;
use crate::error::Result;
use crate::model::DocumentId;
use crate::name;
use crate::store::base::Store;

/// Later than whatever happened.
const EVER: &str = "9999-12-31T23:59:59Z";

/// What comes out otherwise when it is done again.
pub(in crate::store) struct Astray {
    /// The slugs of the documents, of those on which something was decided, that say something else then.
    pub documents: Vec<String>,
    /// The further names that are there on one side only, without case: whose, which, of which kind.
    pub names: BTreeSet<(String, String, &'static str)>,
}

impl Store {
    /// Does again what people decided, as reading the past does.
    pub(in crate::store) fn astray(&self) -> Result<Astray> {
        let documents = ever::decided(&self.connection)?;
        let mut sorted: Vec<DocumentId> = documents.iter().copied().collect();
        sorted.sort_unstable_by_key(|id| id.0);
        let again = self.again_until(EVER, Some(documents), None)?;
        let mut astray = Astray { documents: Vec::new(), names: aliases(self)? };
        for alias in aliases(&again)? {
            if !astray.names.remove(&alias) {
                astray.names.insert(alias);
            }
        }
        for id in sorted {
            if let (Some(now), Some(then)) = (said(&self.connection, id)?, said(&again.connection, id)?)
                && now != then
            {
                let sql = "SELECT slug FROM documents WHERE id = :id";
                let mut slug = self.connection.prepare_cached(sql)?;
                astray.documents.push(slug.query_row(named_params! { ":id": id }, |row| row.get(0))?);
            }
        }
        Ok(astray)
    }
}

fn aliases(store: &Store) -> Result<BTreeSet<(String, String, &'static str)>> {
    let mut aliases = BTreeSet::new();
    store.each_alias(|alias| {
        aliases.insert((name::fold(&alias.name), name::fold(&alias.alias), alias.kind.as_str()));
        Ok(())
    })?;
    Ok(aliases)
}

/// Returns what a document says, texts and the folded names under which they stand; `None` where some of it rests on other
/// documents.
fn said(connection: &Connection, id: DocumentId) -> Result<Option<Vec<[String; 5]>>> {
    let sql = "SELECT EXISTS (SELECT 1 FROM unclear_rows WHERE document_id = :id AND inferred IS NOT NULL)";
    if connection.prepare_cached(sql)?.query_row(named_params! { ":id": id }, |row| row.get(0))? {
        return Ok(None);
    }
    let mut statement = connection.prepare_cached(include_str!("said.sql"))?;
    let mut rows = statement.query(named_params! { ":id": id })?;
    let mut said = Vec::new();
    while let Some(row) = rows.next()? {
        let folded = |column| Ok::<_, rusqlite::Error>(name::fold(&row.get::<_, String>(column)?));
        said.push([row.get("place")?, folded("figures")?, folded("attribute")?, row.get("text")?, row.get("status")?]);
    }
    // Which name comes first is for the row of each to say, and that is another in each base.
    said.sort_unstable();
    Ok(Some(said))
}
