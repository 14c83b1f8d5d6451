//! Aliases: the further names of figures and attributes, and the index of words over all their names.

use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::lookup::Kind;
use super::{attribute, figure};
use crate::error::{Error, Result};
use crate::model::{Alias, NameKind, Named};
use crate::name;
use crate::store::base::Store;

/// The statements about the names of one kind of thing.
struct Names {
    lookup: &'static Kind,
    insert: &'static str,
    delete: &'static str,
    forget_words: &'static str,
    insert_word: &'static str,
    merged: &'static str,
}

const FIGURES: Names = Names {
    lookup: &figure::KIND,
    insert: "INSERT INTO figure_aliases (figure_id, name, name_folded) VALUES (?1, ?2, ?3)",
    delete: "DELETE FROM figure_aliases WHERE figure_id = ?1 AND name_folded = ?2 RETURNING name",
    forget_words: "DELETE FROM figure_words WHERE figure_id = ?1",
    insert_word: "INSERT OR IGNORE INTO figure_words (word, figure_id) VALUES (?1, ?2)",
    merged: "SELECT name FROM merges WHERE into_figure_id = ?1 AND undone_at IS NULL",
};

const ATTRIBUTES: Names = Names {
    lookup: &attribute::KIND,
    insert: "INSERT INTO attribute_aliases (attribute_id, name, name_folded) VALUES (?1, ?2, ?3)",
    delete: "DELETE FROM attribute_aliases WHERE attribute_id = ?1 AND name_folded = ?2 RETURNING name",
    forget_words: "DELETE FROM attribute_words WHERE attribute_id = ?1",
    insert_word: "INSERT OR IGNORE INTO attribute_words (word, attribute_id) VALUES (?1, ?2)",
    merged: "SELECT name FROM merges WHERE into_attribute_id = ?1 AND undone_at IS NULL",
};

fn names(kind: NameKind) -> &'static Names {
    match kind {
        NameKind::Figure => &FIGURES,
        NameKind::Attribute => &ATTRIBUTES,
    }
}

impl Store {
    /// Gives a figure or attribute a further name; `false` when it goes by that name already.
    ///
    /// Refused when another one goes by that name.
    pub fn add_alias(&mut self, kind: NameKind, named: &Named, alias: &str) -> Result<bool> {
        self.write(|connection| match owner(connection, kind, alias)? {
            Some(owner) if owner.id == named.id => Ok(false),
            Some(owner) => Err(taken(kind, named, &owner, alias)),
            None => {
                insert(connection, kind, named.id, alias)?;
                index_words(connection, kind, named.id)?;
                Ok(true)
            }
        })
    }

    /// Takes a further name away, and returns whose it was and how it was written.
    pub fn remove_alias(&mut self, kind: NameKind, alias: &str) -> Result<(Named, String)> {
        self.write(|connection| {
            let folded = name::fold(alias);
            let word = kind.as_str();
            let refused = |message: String, hint: String| Err(Error::Refused { message, hint });
            let Some(owner) = owner(connection, kind, alias)? else {
                return refused(
                    format!("no {word} has the alias `{}`", name::clean(alias)),
                    "run `versus alias list` to see them all".into(),
                );
            };
            if name::fold(&owner.name) == folded {
                return refused(
                    format!("`{}` is the {word}'s own name", owner.name),
                    "only further names can be taken away; `versus alias list` shows them".into(),
                );
            }
            if was_merged(connection, kind, owner.id, &folded)? {
                return refused(
                    format!("`{}` was merged into `{}`", name::clean(alias), owner.name),
                    "take the merge back with `versus merge --undo`".into(),
                );
            }
            let removed = delete(connection, kind, owner.id, &folded)?;
            index_words(connection, kind, owner.id)?;
            Ok((owner, removed.unwrap_or_default()))
        })
    }

    /// Passes every alias of a figure or attribute to `visit`: figures first, each kind by name.
    pub fn each_alias(&self, mut visit: impl FnMut(&Alias) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_alias.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let kind = if row.get("is_attribute")? { NameKind::Attribute } else { NameKind::Figure };
            visit(&Alias { kind, name: row.get("name")?, alias: row.get("alias")? })?;
        }
        Ok(())
    }
}

/// Returns the figure or attribute that goes by exactly this name or alias, without case.
pub(in crate::store) fn owner(connection: &Connection, kind: NameKind, given: &str) -> Result<Option<Named>> {
    let lookup = names(kind).lookup;
    let id: Option<i64> = connection
        .prepare_cached(lookup.exact)?
        .query_row(named_params! { ":folded": name::fold(given) }, |row| row.get(0))
        .optional()?;
    let Some(id) = id else { return Ok(None) };
    Ok(Some(Named { id, name: name_of(connection, kind, id)? }))
}

/// Returns the own name of a figure or attribute.
pub(in crate::store) fn name_of(connection: &Connection, kind: NameKind, id: i64) -> Result<String> {
    let mut statement = connection.prepare_cached(names(kind).lookup.names)?;
    Ok(statement.query_row(named_params! { ":id": id }, |row| row.get(0))?)
}

/// Returns the names of a figure or attribute, its own first.
pub(in crate::store) fn all_names(connection: &Connection, kind: NameKind, id: i64) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(names(kind).lookup.names)?;
    let names = statement.query_map(named_params! { ":id": id }, |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// Writes a further name. The words of all names are to be indexed afterwards, with [`index_words`].
pub(in crate::store) fn insert(connection: &Connection, kind: NameKind, id: i64, alias: &str) -> Result<()> {
    let parameters = params![id, name::clean(alias), name::fold(alias)];
    connection.prepare_cached(names(kind).insert)?.execute(parameters)?;
    Ok(())
}

/// Deletes a further name and returns it as it was written, `None` when there is none. Words as in [`insert`].
pub(in crate::store) fn delete(
    connection: &Connection,
    kind: NameKind,
    id: i64,
    folded: &str,
) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached(names(kind).delete)?;
    Ok(statement.query_row(params![id, folded], |row| row.get(0)).optional()?)
}

/// Brings the index of words in step with the names and aliases of one figure or attribute.
pub(in crate::store) fn index_words(connection: &Connection, kind: NameKind, id: i64) -> Result<()> {
    let names = names(kind);
    connection.prepare_cached(names.forget_words)?.execute([id])?;
    let mut all = connection.prepare_cached(names.lookup.names)?;
    let mut insert_word = connection.prepare_cached(names.insert_word)?;
    let mut rows = all.query(named_params! { ":id": id })?;
    while let Some(row) = rows.next()? {
        for word in name::words(row.get_ref(0)?.as_str()?) {
            insert_word.execute(params![word, id])?;
        }
    }
    Ok(())
}

fn was_merged(connection: &Connection, kind: NameKind, id: i64, folded: &str) -> Result<bool> {
    let mut statement = connection.prepare_cached(names(kind).merged)?;
    let merged: Vec<String> = statement.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(merged.iter().any(|name| name::fold(name) == folded))
}

fn taken(kind: NameKind, named: &Named, owner: &Named, alias: &str) -> Error {
    let (word, alias) = (kind.as_str(), name::clean(alias));
    let article = if kind == NameKind::Attribute { "an" } else { "a" };
    let message = if name::fold(&owner.name) == name::fold(&alias) {
        format!("`{}` is {article} {word} of its own", owner.name)
    } else {
        format!("`{alias}` is an alias of `{}`", owner.name)
    };
    let flag = if kind == NameKind::Attribute { " --attribute" } else { "" };
    let hint = format!(
        "if the two are one {word}, run `versus merge {} --into {}{flag}`; nothing was written",
        name::quoted(&owner.name),
        name::quoted(&named.name)
    );
    Error::Refused { message, hint }
}
