//! Which figure or attribute a whole name is, made when there is none. Case does not count; parts of names are for
//! `lookup`.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;
use crate::model::{NameKind, Named};
use crate::name;

/// Returns the id of the figure or attribute that goes by a name or alias, given in its folded form.
pub(in crate::store) fn find(connection: &Connection, kind: NameKind, folded: &str) -> Result<Option<i64>> {
    let sql = "SELECT coalesce(alias_of, id) FROM names WHERE kind = ?1 AND folded = ?2";
    Ok(connection.prepare_cached(sql)?.query_row([kind.as_str(), folded], |row| row.get(0)).optional()?)
}

/// Returns the figure or attribute that goes by exactly this name or alias, without case.
pub(in crate::store) fn owner(connection: &Connection, kind: NameKind, given: &str) -> Result<Option<Named>> {
    let sql = include_str!("owner.sql");
    let named = |row: &rusqlite::Row| Ok(Named { id: row.get(0)?, name: row.get(1)? });
    Ok(connection.prepare_cached(sql)?.query_row([kind.as_str(), &name::fold(given)], named).optional()?)
}

/// Whose name a name is.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Owner {
    /// The figure or attribute.
    pub id: i64,
    /// The row of the name where it is a further one; `None` for the own name.
    pub alias_id: Option<i64>,
}

/// Returns the own name of a figure or attribute.
pub(in crate::store) fn name_of(connection: &Connection, id: i64) -> Result<String> {
    Ok(connection.prepare_cached("SELECT name FROM names WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// Returns the id of the figure or attribute of a name or alias, which is made when there is none.
pub(in crate::store) fn find_or_make(connection: &Connection, kind: NameKind, given: &str) -> Result<i64> {
    let folded = name::fold(given);
    find(connection, kind, &folded)?.map_or_else(|| make(connection, kind, given, &folded), Ok)
}

fn make(connection: &Connection, kind: NameKind, given: &str, folded: &str) -> Result<i64> {
    let cleaned = name::clean(given);
    let id = insert(connection, kind, None, &cleaned, folded)?;
    let sql = match kind {
        NameKind::Figure => "INSERT INTO figures (id, name, slug) VALUES (?1, ?2, ?3)",
        NameKind::Attribute => "INSERT INTO attributes (id, name, slug) VALUES (?1, ?2, ?3)",
    };
    connection.prepare_cached(sql)?.execute(params![id, cleaned, name::slug(&cleaned)])?;
    Ok(id)
}

/// Writes a name with its words, an own one or an alias, and returns its id.
pub(in crate::store) fn insert(
    connection: &Connection,
    kind: NameKind,
    alias_of: Option<i64>,
    cleaned: &str,
    folded: &str,
) -> Result<i64> {
    let sql = "INSERT INTO names (kind, alias_of, name, folded) VALUES (?1, ?2, ?3, ?4)";
    let id = connection.prepare_cached(sql)?.insert(params![kind.as_str(), alias_of, cleaned, folded])?;
    insert_words(connection, id, cleaned)?;
    Ok(id)
}

/// Writes the words by which a name is found.
pub(in crate::store) fn insert_words(connection: &Connection, id: i64, name: &str) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO name_words (word, name_id) VALUES (?1, ?2)")?;
    for word in name::words(name) {
        insert.execute(params![word, id])?;
    }
    Ok(())
}

/// Deletes a figure or attribute that nothing in the base needs any more, and tells whether it did.
pub(in crate::store) fn delete_unused(connection: &Connection, id: i64) -> Result<bool> {
    Ok(connection.prepare_cached(include_str!("delete_unused.sql"))?.execute(&[(":id", &id)])? > 0)
}

/// The ids of names that were asked for, so that an import need not look up each name for every page. Clear it when names
/// were deleted.
#[derive(Debug, Default)]
pub(in crate::store) struct KnownNames {
    figures: HashMap<String, Owner>,
    attributes: HashMap<String, Owner>,
}

impl KnownNames {
    /// Returns the id of the figure or attribute of a name or alias, `None` when there is none.
    pub fn find(&self, connection: &Connection, kind: NameKind, given: &str) -> Result<Option<i64>> {
        let folded = name::fold(given);
        let known = match kind {
            NameKind::Figure => &self.figures,
            NameKind::Attribute => &self.attributes,
        };
        known.get(&folded).map_or_else(|| find(connection, kind, &folded), |owner| Ok(Some(owner.id)))
    }

    /// Returns whose name or alias it is; a figure or attribute of that name is made when there is none.
    pub fn find_or_make(&mut self, connection: &Connection, kind: NameKind, given: &str) -> Result<Owner> {
        let folded = name::fold(given);
        let known = match kind {
            NameKind::Figure => &mut self.figures,
            NameKind::Attribute => &mut self.attributes,
        };
        if let Some(owner) = known.get(&folded) {
            return Ok(*owner);
        }
        let sql = "SELECT coalesce(alias_of, id), iif(alias_of IS NULL, NULL, id) FROM names \
                   WHERE kind = ?1 AND folded = ?2";
        let owner = connection
            .prepare_cached(sql)?
            .query_row([kind.as_str(), &folded], |row| Ok(Owner { id: row.get(0)?, alias_id: row.get(1)? }))
            .optional()?;
        let owner = match owner {
            Some(owner) => owner,
            None => Owner { id: make(connection, kind, given, &folded)?, alias_id: None },
        };
        known.insert(folded, owner);
        Ok(owner)
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.figures.clear();
        self.attributes.clear();
    }
}
