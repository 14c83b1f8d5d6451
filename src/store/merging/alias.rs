//! Aliases: the further names of figures and attributes.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::merge::Merging;
use crate::error::{Refusal, Result};
use crate::model::{Alias, DocumentId, Lookup, MergeId, NameId, NameKind, Named};
use crate::name;
use crate::store::base::{Store, column, run_all};
use crate::store::document::inferred;
use crate::store::name::known::{insert, owner};
use crate::store::name::list::names;
use crate::store::name::lookup::lookup;
use crate::store::quantity;

impl Store {
    /// Gives a figure or attribute a further name; `false` when it goes by that name already.
    ///
    /// Refused when another one goes by that name.
    pub fn add_alias(&mut self, named: &Named, alias: &str, merging: &Merging) -> Result<bool> {
        self.write(|connection| {
            inferred::around_name(connection, merging.kind, &[named.id], merging.now, || {
                add(connection, named, alias, merging)
            })
        })
    }

    /// Returns whom a name finds that nobody goes by, as a part of a name, and would not find any more as an alias of
    /// another.
    pub fn found_by_part(&self, kind: NameKind, alias: &str) -> Result<Option<Named>> {
        if owner(&self.connection, kind, alias)?.is_some() {
            return Ok(None);
        }
        match lookup(&self.connection, &names(kind), alias)? {
            Lookup::Found(named) => Ok(Some(named)),
            Lookup::Ambiguous { .. } | Lookup::Unknown => Ok(None),
        }
    }

    /// Takes a further name away, and returns whose it was and how it was written.
    pub fn remove_alias(&mut self, alias: &str, merging: &Merging) -> Result<(Named, String)> {
        self.write(|connection| {
            let ids: Vec<NameId> = owner(connection, merging.kind, alias)?.into_iter().map(|named| named.id).collect();
            inferred::around_name(connection, merging.kind, &ids, merging.now, || remove(connection, alias, merging))
        })
    }

    /// Passes every alias of a figure or attribute to `visit`: figures first, each kind by name.
    pub fn each_alias(&self, mut visit: impl FnMut(&Alias) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_alias.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&Alias { kind: row.get("kind")?, name: row.get("name")?, alias: row.get("alias")? })?;
        }
        Ok(())
    }
}

/// Gives a figure or attribute a further name; `false` when it goes by that name already. Refused when another one does.
pub(in crate::store) fn add(connection: &Connection, named: &Named, alias: &str, merging: &Merging) -> Result<bool> {
    let kind = merging.kind;
    match owner(connection, kind, alias)? {
        Some(owner) if owner.id == named.id => Ok(false),
        Some(owner) => {
            let (owner, named) = (owner.name, named.name.clone());
            Err(Refusal::AliasTaken { kind, alias: name::clean(alias), owner, named }.into())
        }
        None => {
            inferred::take_back_of_names(connection, kind, &[named.id])?;
            insert(connection, kind, Some(named.id), &name::clean(alias), &name::fold(alias))?;
            note(connection, "alias added", named, alias, merging)?;
            Ok(true)
        }
    }
}

/// Takes a further name away, and returns whose it was and how it was written. Refused for an own name, and for one that
/// became an alias by a merge.
pub(in crate::store) fn remove(connection: &Connection, alias: &str, merging: &Merging) -> Result<(Named, String)> {
    let kind = merging.kind;
    let folded = name::fold(alias);
    let Some(owner) = owner(connection, kind, alias)? else {
        return Err(Refusal::NoAlias { kind, alias: name::clean(alias) }.into());
    };
    if name::fold(&owner.name) == folded {
        return Err(Refusal::OwnName { kind, name: owner.name }.into());
    }
    if was_merged(connection, owner.id, &folded)? {
        return Err(Refusal::AliasByMerge { alias: name::clean(alias), owner: owner.name }.into());
    }
    inferred::take_back_of_names(connection, kind, &[owner.id])?;
    let sql = "SELECT id, name FROM names WHERE alias_of = :alias_of AND folded = :folded";
    let (id, removed): (NameId, String) =
        connection.query_row(sql, named_params! { ":alias_of": owner.id, ":folded": folded }, |row| {
            Ok((row.get("id")?, row.get("name")?))
        })?;
    let merged_with = include_str!("merged_with.sql");
    let merged: Option<MergeId> =
        connection.query_row(merged_with, named_params! { ":id": id }, |row| row.get(0)).optional()?;
    // What an attribute is called bears on how its values are read.
    let sql = "SELECT DISTINCT document_id FROM attribute_values WHERE attribute_alias_id = :id";
    let documents: Vec<DocumentId> = column(connection, sql, named_params! { ":id": id })?;
    run_all(connection, include_str!("delete_alias.sql"), named_params! { ":id": id, ":merged": merged })?;
    for document_id in documents {
        quantity::refresh(connection, document_id)?;
    }
    note(connection, "alias removed", &owner, &removed, merging)?;
    Ok((owner, removed))
}

/// Writes down what happened to the further names of a figure or attribute.
fn note(connection: &Connection, what: &str, named: &Named, alias: &str, merging: &Merging) -> Result<()> {
    connection.execute(
        include_str!("insert_alias_event.sql"),
        named_params! {
            ":what": what, ":id": named.id, ":now": merging.now, ":kind": merging.kind, ":name": named.name,
            ":alias": name::clean(alias), ":editor": merging.editor,
        },
    )?;
    Ok(())
}

fn was_merged(connection: &Connection, id: NameId, folded: &str) -> Result<bool> {
    let mut statement =
        connection.prepare_cached("SELECT name FROM merges WHERE into_id = :into_id AND undone_at IS NULL")?;
    let merged: Vec<String> =
        statement.query_map(named_params! { ":into_id": id }, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(merged.iter().any(|name| name::fold(name) == folded))
}
