//! Taking a merge back.

use rusqlite::{Connection, OptionalExtension, ToSql, named_params, params};

use super::known::name_of;
use super::merge::{Merging, move_all};
use crate::error::{Refusal, Result};
use crate::model::{MergeId, NameId, NameKind};
use crate::name;
use crate::store::base::Store;
use crate::store::document::inferred;

impl Store {
    /// Takes back the latest merge of that name that holds, and returns whose alias it was.
    ///
    /// Refused when there is none, or the other was itself merged into a third since.
    pub fn undo_merge(&mut self, old: &str, merging: &Merging) -> Result<String> {
        self.write(|connection| {
            let (number, ..) = holding(connection, old, merging.kind)?;
            let sql = "SELECT into_id, moved ->> '$.id' FROM merges WHERE id = ?1";
            let (into, id): (NameId, NameId) =
                connection.query_row(sql, [number], |row| Ok((row.get(0)?, row.get(1)?)))?;
            inferred::around_name(connection, merging.kind, &[into, id], merging.now, || undo(connection, old, merging))
        })
    }
}

/// Takes back the latest merge of a name that holds, and returns whose alias it was.
pub(in crate::store) fn undo(connection: &Connection, given: &str, merging: &Merging) -> Result<String> {
    let (number, name, moved) = holding(connection, given, merging.kind)?;
    ensure_last(connection, number, &name, merging.kind)?;
    let sql = "SELECT into_id, moved ->> '$.id' FROM merges WHERE id = ?1";
    let (into, old): (NameId, NameId) = connection.query_row(sql, [number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    inferred::take_back_of_names(connection, merging.kind, &[into])?;
    let sql = "UPDATE names SET alias_of = NULL WHERE id = ?1 AND alias_of = ?2";
    if connection.execute(sql, [old, into])? == 0 {
        return Err(Refusal::AliasGone { name, into: name_of(connection, into)? }.into());
    }
    let restore = match merging.kind {
        NameKind::Figure => {
            "INSERT INTO figures (id, name, slug) SELECT id, name, ?2 ->> '$.slug' FROM names WHERE id = ?1"
        }
        NameKind::Attribute => {
            "INSERT INTO attributes (id, name, slug) SELECT id, name, ?2 ->> '$.slug' FROM names WHERE id = ?1"
        }
    };
    connection.execute(restore, params![old, moved])?;
    let ids: &[(&str, &dyn ToSql)] = named_params! { ":old": old, ":into": into };
    let parameters: &[(&str, &dyn ToSql)] = &[(":old", &old), (":into", &into), (":moved", &moved)];
    move_all(connection, ids, include_str!("undo.sql"), parameters)?;
    connection.execute(
        "UPDATE merges SET undone_at = ?2, undone_by = ?3 WHERE id = ?1",
        params![number, merging.now, merging.editor],
    )?;
    name_of(connection, into)
}

/// Returns number, name and record of the latest merge of a name that is not undone.
fn holding(connection: &Connection, given: &str, kind: NameKind) -> Result<(MergeId, String, String)> {
    let folded = name::fold(given);
    let sql = "SELECT id, name, moved FROM merges WHERE kind = ?1 AND undone_at IS NULL ORDER BY id DESC";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([kind.as_str()])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        if name::fold(&name) == folded {
            return Ok((row.get(0)?, name, row.get(2)?));
        }
    }
    Err(Refusal::NoMerge { kind, name: name::clean(given) }.into())
}

/// Fails when what the name was merged into was itself merged since.
fn ensure_last(connection: &Connection, number: MergeId, name: &str, kind: NameKind) -> Result<()> {
    let mut later = connection.prepare(include_str!("later_merge.sql"))?;
    let found: Option<(String, String)> =
        later.query_row(named_params! { ":number": number }, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((by, into)) = found else { return Ok(()) };
    Err(Refusal::LaterMerge { kind, name: name.to_owned(), by, into }.into())
}
