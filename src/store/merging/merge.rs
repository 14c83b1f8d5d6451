//! Merges: two figures, or two attributes, that turned out to be one. `undo` takes a merge back.
//!
//! A merge moves every row that refers to the one to the other, and leaves its name as an alias. Each row keeps the name by
//! which its document calls the figure or attribute, so that undoing it moves back what is stated under that name, whenever
//! it came, and nothing else.

use rusqlite::{Connection, ToSql, named_params};

use crate::error::{Refusal, Result};
use crate::model::{Merge, NameKind, Named, ValueId};
use crate::store::base::{Store, run_all};
use crate::store::document::{absent, inferred};
use crate::store::search::IndexChanges;

/// Who merges or takes back, when and why.
#[derive(Debug, Clone, Copy)]
pub struct Merging<'a> {
    /// Figures or attributes.
    pub kind: NameKind,
    /// Who decides.
    pub editor: &'a str,
    /// Why; only for a merge.
    pub note: Option<&'a str>,
    /// The present moment.
    pub now: &'a str,
}

impl Store {
    /// Merges one figure or attribute into another, and returns how many values that moved.
    ///
    /// Refused when a document compares both figures, or has values for both attributes of one figure.
    pub fn merge(&mut self, old: &Named, into: &Named, merging: &Merging) -> Result<i64> {
        self.write(|connection| {
            inferred::around_name(connection, merging.kind, &[old.id, into.id], merging.now, || {
                merge(connection, old, into, merging)
            })
        })
    }

    /// Passes every merge, undone or not, to `visit`, oldest first.
    pub fn each_merge(&self, mut visit: impl FnMut(&Merge) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_merge.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&Merge {
                number: row.get("number")?,
                kind: row.get("kind")?,
                name: row.get("name")?,
                into: row.get("into_name")?,
                editor: row.get("editor")?,
                note: row.get("note")?,
                merged_at: row.get("merged_at")?,
                undone_at: row.get("undone_at")?,
                undone_by: row.get("undone_by")?,
            })?;
        }
        Ok(())
    }
}

/// Merges one figure or attribute into another, and returns how many values that moved.
pub(in crate::store) fn merge(connection: &Connection, old: &Named, into: &Named, merging: &Merging) -> Result<i64> {
    let ids = named_params! { ":old": old.id, ":into": into.id };
    inferred::take_back_of_names(connection, merging.kind, &[old.id, into.id])?;
    ensure_apart(connection, old, into, merging.kind)?;
    let count = "SELECT count(*) FROM attribute_values WHERE figure_id = :figure_id OR attribute_id = :figure_id";
    let values = connection.query_row(count, named_params! { ":figure_id": old.id }, |row| row.get(0))?;
    let moved: String = connection.query_row(include_str!("moved.sql"), ids, |row| row.get(0))?;
    let parameters: &[(&str, &dyn ToSql)] =
        &[(":old", &old.id), (":into", &into.id), (":moved", &moved), (":now", &merging.now)];
    move_all(connection, ids, include_str!("merge.sql"), parameters)?;
    connection.prepare(include_str!("insert_merge.sql"))?.execute(named_params! {
        ":kind": merging.kind.as_str(), ":name": old.name, ":into": into.id, ":moved": moved,
        ":editor": merging.editor, ":note": merging.note, ":now": merging.now,
    })?;
    Ok(values)
}

/// Runs the statements that move what is of `:old` and `:into`, the two in `ids`, from the one to the other, and brings
/// everything that follows from it in step: values that corrections stand on, and the full-text index.
pub(super) fn move_all(
    connection: &Connection,
    ids: &[(&str, &dyn ToSql)],
    statements: &str,
    parameters: &[(&str, &dyn ToSql)],
) -> Result<()> {
    let mut index = IndexChanges::default();
    let corrected = corrected_values(connection, ids)?;
    corrected.iter().try_for_each(|id| index.will_change(connection, *id))?;
    run_all(connection, statements, parameters)?;
    for id in absent::stand_corrections(connection)? {
        // An id that was free again is noted already.
        if !corrected.contains(&id) {
            index.added_current(id);
        }
    }
    index.write(connection)
}

/// Fails when some document speaks of both.
fn ensure_apart(connection: &Connection, old: &Named, into: &Named, kind: NameKind) -> Result<()> {
    let mut statement = connection.prepare(include_str!("merge_refused.sql"))?;
    let slugs = statement.query_map(named_params! { ":old": old.id, ":into": into.id }, |row| row.get(0))?;
    let documents: Vec<String> = slugs.collect::<rusqlite::Result<_>>()?;
    if documents.is_empty() {
        return Ok(());
    }
    Err(Refusal::ToldApart { kind, documents, old: old.name.clone(), into: into.name.clone() }.into())
}

/// Returns the values whose text may read otherwise when corrections come or go with the merge of `:old` and `:into`.
fn corrected_values(connection: &Connection, ids: &[(&str, &dyn ToSql)]) -> Result<Vec<ValueId>> {
    let mut statement = connection.prepare(include_str!("corrected_values.sql"))?;
    Ok(statement.query_map(ids, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
