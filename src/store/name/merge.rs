//! Merges: two figures, or two attributes, that turned out to be one. `undo` takes a merge back.
//!
//! A merge moves every row that refers to the one to the other, and leaves its name as an alias. It records what it moved,
//! so that undoing it moves back that, and only that: documents that came since under the alias stay where they are.

use rusqlite::{Connection, ToSql, named_params};

use crate::error::{Refusal, Result};
use crate::model::{Merge, NameKind, Named};
use crate::store::base::{Store, bind};
use crate::store::search;

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

/// The statements that merge, in the order in which they run. They take `:old` and `:into`, the two, and `:moved`, what
/// the merge records. Ids of figures and attributes never meet, so that each statement serves both.
const MERGE: [&str; 10] = [
    "UPDATE preferences SET replaced_at = :now WHERE id IN (SELECT value FROM json_each(:moved, '$.replaced'))",
    "DELETE FROM attribute_values
     WHERE status = 'absent' AND id IN (SELECT value ->> 'id' FROM json_each(:moved, '$.absent'))",
    "UPDATE document_figures SET figure_id = :into WHERE figure_id = :old",
    "UPDATE attribute_values
     SET figure_id = iif(figure_id = :old, :into, figure_id), attribute_id = iif(attribute_id = :old, :into, attribute_id)
     WHERE figure_id = :old OR attribute_id = :old",
    "UPDATE passage_figures SET figure_id = :into WHERE figure_id = :old",
    "UPDATE corrections
     SET figure_id = iif(figure_id = :old, :into, figure_id), attribute_id = iif(attribute_id = :old, :into, attribute_id)
     WHERE figure_id = :old OR attribute_id = :old",
    "UPDATE preferences
     SET figure_id = iif(figure_id = :old, :into, figure_id), attribute_id = iif(attribute_id = :old, :into, attribute_id)
     WHERE figure_id = :old OR attribute_id = :old",
    "UPDATE merges SET into_id = :into WHERE into_id = :old",
    "DELETE FROM figures WHERE id = :old",
    "DELETE FROM attributes WHERE id = :old",
];

impl Store {
    /// Merges one figure or attribute into another, and returns how many values that moved.
    ///
    /// Refused when a document compares both figures, or has values for both attributes of one figure.
    pub fn merge(&mut self, old: &Named, into: &Named, merging: &Merging) -> Result<i64> {
        self.write(|connection| merge(connection, old, into, merging))
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

fn merge(connection: &Connection, old: &Named, into: &Named, merging: &Merging) -> Result<i64> {
    let ids = named_params! { ":old": old.id, ":into": into.id };
    ensure_apart(connection, old, into, merging.kind)?;
    let moved: String = connection.query_row(include_str!("moved.sql"), ids, |row| row.get(0))?;
    search::change_all(connection, &corrected_values(connection, ids)?, || {
        let parameters: &[(&str, &dyn ToSql)] =
            &[(":old", &old.id), (":into", &into.id), (":moved", &moved), (":now", &merging.now)];
        MERGE.iter().try_for_each(|sql| run(connection, sql, parameters))
    })?;
    // The name keeps its row, with its words, and so do its aliases.
    let sql = "UPDATE names SET alias_of = :into WHERE id = :old OR alias_of = :old";
    connection.execute(sql, ids)?;
    connection.prepare(include_str!("insert_merge.sql"))?.execute(named_params! {
        ":kind": merging.kind.as_str(), ":name": old.name, ":into": into.id, ":moved": moved,
        ":editor": merging.editor, ":note": merging.note, ":now": merging.now,
    })?;
    Ok(connection.query_row("SELECT json_array_length(?1, '$.values')", [&moved], |row| row.get(0))?)
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
pub(super) fn corrected_values(connection: &Connection, ids: &[(&str, &dyn ToSql)]) -> Result<Vec<i64>> {
    let mut statement = connection.prepare(include_str!("corrected_values.sql"))?;
    Ok(statement.query_map(ids, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Runs a statement with those of the parameters that it names.
pub(super) fn run(connection: &Connection, sql: &str, parameters: &[(&str, &dyn ToSql)]) -> Result<()> {
    let mut statement = connection.prepare(sql)?;
    bind(&mut statement, parameters)?;
    statement.raw_execute()?;
    Ok(())
}
