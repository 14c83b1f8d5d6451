//! Which figure or attribute a whole name is, made when there is none. Case does not count; parts of names are for
//! `lookup`.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Result;
use crate::model::{AttributeId, FigureId, NameId, NameKind, Named};
use crate::name;

/// Returns the figure that goes by a name or alias.
pub(in crate::store) fn figure(connection: &Connection, given: &str) -> Result<Option<FigureId>> {
    Ok(find(connection, NameKind::Figure, &name::fold(given))?.map(|id| FigureId(id.0)))
}

/// Returns the attribute that goes by a name or alias.
pub(in crate::store) fn attribute(connection: &Connection, given: &str) -> Result<Option<AttributeId>> {
    Ok(find(connection, NameKind::Attribute, &name::fold(given))?.map(|id| AttributeId(id.0)))
}

/// Returns the figure of a name or alias, which is made when there is none.
pub(in crate::store) fn figure_or_new(connection: &Connection, given: &str) -> Result<FigureId> {
    find_or_make(connection, NameKind::Figure, given).map(|id| FigureId(id.0))
}

/// Returns the attribute of a name or alias, which is made when there is none.
pub(in crate::store) fn attribute_or_new(connection: &Connection, given: &str) -> Result<AttributeId> {
    find_or_make(connection, NameKind::Attribute, given).map(|id| AttributeId(id.0))
}

fn find(connection: &Connection, kind: NameKind, folded: &str) -> Result<Option<NameId>> {
    let sql = "SELECT coalesce(alias_of, id) FROM names WHERE kind = :kind AND folded = :folded";
    Ok(connection
        .prepare_cached(sql)?
        .query_row(named_params! { ":kind": kind.as_str(), ":folded": folded }, |row| row.get(0))
        .optional()?)
}

/// Returns the figure or attribute that goes by exactly this name or alias, without case.
pub(in crate::store) fn owner(connection: &Connection, kind: NameKind, given: &str) -> Result<Option<Named>> {
    let sql = include_str!("owner.sql");
    let named = |row: &rusqlite::Row| Ok(Named { id: row.get("id")?, name: row.get("name")? });
    Ok(connection
        .prepare_cached(sql)?
        .query_row(named_params! { ":kind": kind.as_str(), ":folded": &name::fold(given) }, named)
        .optional()?)
}

/// Whose name a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Owner<Id = NameId> {
    /// The figure or attribute.
    pub id: Id,
    /// The row of the name where it is a further one; `None` for the own name.
    pub alias_id: Option<NameId>,
}

/// Returns the own name of a figure or attribute.
pub(in crate::store) fn name_of(connection: &Connection, id: NameId) -> Result<String> {
    Ok(connection
        .prepare_cached("SELECT name FROM names WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| row.get(0))?)
}

/// Returns the id of the figure or attribute of a name or alias, which is made when there is none.
pub(in crate::store) fn find_or_make(connection: &Connection, kind: NameKind, given: &str) -> Result<NameId> {
    let folded = name::fold(given);
    find(connection, kind, &folded)?.map_or_else(|| make(connection, kind, given, &folded), Ok)
}

fn make(connection: &Connection, kind: NameKind, given: &str, folded: &str) -> Result<NameId> {
    let cleaned = name::clean(given);
    let id = insert(connection, kind, None, &cleaned, folded)?;
    let sql = match kind {
        NameKind::Figure => "INSERT INTO figures (id, name, slug) VALUES (:id, :name, :slug)",
        NameKind::Attribute => "INSERT INTO attributes (id, name, slug) VALUES (:id, :name, :slug)",
    };
    connection
        .prepare_cached(sql)?
        .execute(named_params! { ":id": id, ":name": cleaned, ":slug": name::slug(&cleaned) })?;
    Ok(id)
}

/// Writes a name with its words, an own one or an alias, and returns its id.
pub(in crate::store) fn insert(
    connection: &Connection,
    kind: NameKind,
    alias_of: Option<NameId>,
    cleaned: &str,
    folded: &str,
) -> Result<NameId> {
    let sql = "INSERT INTO names (kind, alias_of, name, folded) VALUES (:kind, :alias_of, :name, :folded)";
    let id = NameId(connection.prepare_cached(sql)?.insert(
        named_params! { ":kind": kind.as_str(), ":alias_of": alias_of, ":name": cleaned, ":folded": folded },
    )?);
    insert_words(connection, id, cleaned)?;
    Ok(id)
}

/// Writes the words by which a name is found.
pub(in crate::store) fn insert_words(connection: &Connection, id: NameId, name: &str) -> Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO name_words (word, name_id) VALUES (:word, :name_id)")?;
    for word in name::words(name) {
        insert.execute(named_params! { ":word": word, ":name_id": id })?;
    }
    Ok(())
}

/// Deletes a figure or attribute that nothing in the base needs any more, and tells whether it did.
pub(in crate::store) fn delete_unused(connection: &Connection, id: NameId) -> Result<bool> {
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
    /// Returns the figure of a name or alias, `None` when there is none.
    pub fn figure(&self, connection: &Connection, given: &str) -> Result<Option<FigureId>> {
        let folded = name::fold(given);
        let known = self.figures.get(&folded).map(|owner| owner.id);
        let id = known.map_or_else(|| find(connection, NameKind::Figure, &folded), |id| Ok(Some(id)))?;
        Ok(id.map(|id| FigureId(id.0)))
    }

    /// Returns which figure's name or alias it is; one of that name is made when there is none.
    pub fn figure_or_new(&mut self, connection: &Connection, given: &str) -> Result<Owner<FigureId>> {
        let Owner { id, alias_id } = self.find_or_make(connection, NameKind::Figure, given)?;
        Ok(Owner { id: FigureId(id.0), alias_id })
    }

    /// Returns which attribute's name or alias it is; one of that name is made when there is none.
    pub fn attribute_or_new(&mut self, connection: &Connection, given: &str) -> Result<Owner<AttributeId>> {
        let Owner { id, alias_id } = self.find_or_make(connection, NameKind::Attribute, given)?;
        Ok(Owner { id: AttributeId(id.0), alias_id })
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
        let sql = include_str!("owner_and_alias.sql");
        let owner = connection
            .prepare_cached(sql)?
            .query_row(named_params! { ":kind": kind.as_str(), ":folded": &folded }, |row| {
                Ok(Owner { id: row.get("id")?, alias_id: row.get("alias_id")? })
            })
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
