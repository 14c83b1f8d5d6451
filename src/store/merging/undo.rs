//! Taking a merge back.

use rusqlite::{Connection, OptionalExtension, ToSql, named_params};

use super::merge::{Merging, move_all};
use crate::error::{Refusal, Result};
use crate::model::{MergeId, NameId, NameKind};
use crate::name;
use crate::store::base::Store;
use crate::store::document::inferred;
use crate::store::name::known::{delete_unused, name_of};

/// What taking back a merge led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parted {
    /// The name that was merged.
    pub name: String,
    /// Whose alias it was.
    pub into: String,
    /// Whether nothing had that name any more, and it has gone.
    pub is_gone: bool,
}

impl Store {
    /// Takes back the latest merge of that name that holds. The figure or attribute goes where nothing has it any more.
    ///
    /// Refused when there is none, or the other was itself merged into a third since.
    pub fn undo_merge(&mut self, old: &str, merging: &Merging) -> Result<Parted> {
        self.write(|connection| {
            let (number, ..) = holding(connection, old, merging.kind)?;
            let sql = "SELECT into_id, moved ->> '$.id' AS old_id FROM merges WHERE id = :id";
            let (into, id): (NameId, NameId) = connection
                .query_row(sql, named_params! { ":id": number }, |row| Ok((row.get("into_id")?, row.get("old_id")?)))?;
            inferred::around_name(connection, merging.kind, &[into, id], merging.now, || undo(connection, old, merging))
        })
    }
}

/// Takes back the latest merge of a name that holds.
pub(in crate::store) fn undo(connection: &Connection, given: &str, merging: &Merging) -> Result<Parted> {
    let (number, name, moved) = holding(connection, given, merging.kind)?;
    ensure_last(connection, number, &name, merging.kind)?;
    let sql = "SELECT into_id, moved ->> '$.id' AS old_id FROM merges WHERE id = :id";
    let (into, old): (NameId, NameId) = connection
        .query_row(sql, named_params! { ":id": number }, |row| Ok((row.get("into_id")?, row.get("old_id")?)))?;
    inferred::take_back_of_names(connection, merging.kind, &[into])?;
    let sql = "UPDATE names SET alias_of = NULL WHERE id = :id AND alias_of = :alias_of";
    if connection.execute(sql, named_params! { ":id": old, ":alias_of": into })? == 0 {
        return Err(Refusal::AliasGone { name, into: name_of(connection, into)? }.into());
    }
    let restore = match merging.kind {
        NameKind::Figure => {
            "INSERT INTO figures (id, name, slug) SELECT id, name, :moved ->> '$.slug' FROM names WHERE id = :id"
        }
        NameKind::Attribute => {
            "INSERT INTO attributes (id, name, slug) SELECT id, name, :moved ->> '$.slug' FROM names WHERE id = :id"
        }
    };
    connection.execute(restore, named_params! { ":id": old, ":moved": moved })?;
    let ids: &[(&str, &dyn ToSql)] = named_params! { ":old": old, ":into": into };
    let parameters: &[(&str, &dyn ToSql)] = &[(":old", &old), (":into", &into), (":moved", &moved)];
    move_all(connection, ids, include_str!("undo.sql"), parameters)?;
    connection.execute(
        "UPDATE merges SET undone_at = :undone_at, undone_by = :undone_by WHERE id = :id",
        named_params! { ":id": number, ":undone_at": merging.now, ":undone_by": merging.editor },
    )?;
    let is_gone = delete_unused(connection, old)?;
    Ok(Parted { name, into: name_of(connection, into)?, is_gone })
}

/// Returns number, name and record of the latest merge of a name that is not undone.
fn holding(connection: &Connection, given: &str, kind: NameKind) -> Result<(MergeId, String, String)> {
    let folded = name::fold(given);
    let sql = "SELECT id, name, moved FROM merges WHERE kind = :kind AND undone_at IS NULL ORDER BY id DESC";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query(named_params! { ":kind": kind.as_str() })?;
    while let Some(row) = rows.next()? {
        let name: String = row.get("name")?;
        if name::fold(&name) == folded {
            return Ok((row.get("id")?, name, row.get("moved")?));
        }
    }
    Err(Refusal::NoMerge { kind, name: name::clean(given) }.into())
}

/// Fails when what the name was merged into was itself merged since.
fn ensure_last(connection: &Connection, number: MergeId, name: &str, kind: NameKind) -> Result<()> {
    let mut later = connection.prepare(include_str!("later_merge.sql"))?;
    let found: Option<(String, String)> = later
        .query_row(named_params! { ":number": number }, |row| Ok((row.get("name")?, row.get("into_name")?)))
        .optional()?;
    let Some((by, into)) = found else { return Ok(()) };
    Err(Refusal::LaterMerge { kind, name: name.to_owned(), by, into }.into())
}
