//! Merges: two figures, or two attributes, that turned out to be one; and taking a merge back.
//!
//! A merge moves every row that refers to the one to the other, deletes the one and leaves its name as an alias. It
//! records what it moved, so that undoing it moves back that, and only that: documents that came since under the alias
//! stay where they are.

use rusqlite::{Connection, OptionalExtension, ToSql, named_params};

use super::alias;
use crate::error::{Error, Result};
use crate::model::{Merge, NameKind, Named};
use crate::name;
use crate::store::base::Store;
use crate::store::search;

/// The most documents that a refused merge names.
const MOST_NAMED: usize = 5;

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

/// The statements that merge one kind of thing, in the order in which they run. They take `:old` and `:into`, the rows
/// of the two, and `:moved`, what the merge recorded.
struct Statements {
    refused: &'static str,
    moved: &'static str,
    corrected_values: &'static str,
    merge: &'static [&'static str],
    restore: &'static str,
    undo: &'static [&'static str],
    restore_absent: &'static str,
    into_id: &'static str,
}

const REPLACE: &str = "UPDATE preferences SET replaced_at = :now
    WHERE id IN (SELECT value FROM json_each(:moved, '$.replaced'))";
const GIVE_WAY: &str = "DELETE FROM attribute_values
    WHERE status = 'absent' AND id IN (SELECT value ->> 'id' FROM json_each(:moved, '$.absent'))";
/// Not where another decision was made meanwhile.
const UNDO_REPLACE: &str = "UPDATE OR IGNORE preferences SET replaced_at = NULL
    WHERE id IN (SELECT value FROM json_each(:moved, '$.replaced'))";

const FIGURES: Statements = Statements {
    refused: include_str!("figure_merge_refused.sql"),
    moved: include_str!("figure_moved.sql"),
    corrected_values: include_str!("figure_corrected_values.sql"),
    merge: &[
        REPLACE,
        GIVE_WAY,
        "UPDATE document_figures SET figure_id = :into WHERE figure_id = :old",
        "UPDATE attribute_values SET figure_id = :into WHERE figure_id = :old",
        "UPDATE passage_figures SET figure_id = :into WHERE figure_id = :old",
        "UPDATE corrections SET figure_id = :into WHERE figure_id = :old",
        "UPDATE preferences SET figure_id = :into WHERE figure_id = :old",
        "UPDATE figure_aliases SET figure_id = :into WHERE figure_id = :old",
        "UPDATE merges SET into_figure_id = :into WHERE into_figure_id = :old",
        "DELETE FROM figures WHERE id = :old",
    ],
    // Under its old id, unless another figure has got that since.
    restore: "INSERT INTO figures (id, name, name_folded, slug)
        SELECT iif(EXISTS (SELECT 1 FROM figures WHERE id = :moved ->> '$.id'), NULL, :moved ->> '$.id'),
          :moved ->> '$.name', :moved ->> '$.folded', :moved ->> '$.slug'",
    undo: &[
        "UPDATE document_figures SET figure_id = :old
         WHERE figure_id = :into AND document_id IN (SELECT value FROM json_each(:moved, '$.documents'))",
        include_str!("undo_figure_values.sql"),
        include_str!("undo_figure_passages.sql"),
        include_str!("undo_figure_corrections.sql"),
        "UPDATE preferences SET figure_id = :old
         WHERE figure_id = :into AND id IN (SELECT value FROM json_each(:moved, '$.preferences'))",
        UNDO_REPLACE,
        "UPDATE figure_aliases SET figure_id = :old
         WHERE figure_id = :into AND name_folded IN (SELECT value FROM json_each(:moved, '$.aliases'))",
        "UPDATE merges SET into_figure_id = :old
         WHERE into_figure_id = :into AND id IN (SELECT value FROM json_each(:moved, '$.merges'))",
    ],
    restore_absent: include_str!("restore_figure_absent.sql"),
    into_id: "SELECT into_figure_id FROM merges WHERE id = :number",
};

const ATTRIBUTES: Statements = Statements {
    refused: include_str!("attribute_merge_refused.sql"),
    moved: include_str!("attribute_moved.sql"),
    corrected_values: include_str!("attribute_corrected_values.sql"),
    merge: &[
        REPLACE,
        GIVE_WAY,
        "UPDATE attribute_values SET attribute_id = :into WHERE attribute_id = :old",
        "UPDATE corrections SET attribute_id = :into WHERE attribute_id = :old",
        "UPDATE preferences SET attribute_id = :into WHERE attribute_id = :old",
        "UPDATE attribute_aliases SET attribute_id = :into WHERE attribute_id = :old",
        "UPDATE merges SET into_attribute_id = :into WHERE into_attribute_id = :old",
        "DELETE FROM attributes WHERE id = :old",
    ],
    restore: "INSERT INTO attributes (id, name, name_folded, slug)
        SELECT iif(EXISTS (SELECT 1 FROM attributes WHERE id = :moved ->> '$.id'), NULL, :moved ->> '$.id'),
          :moved ->> '$.name', :moved ->> '$.folded', :moved ->> '$.slug'",
    undo: &[
        include_str!("undo_attribute_values.sql"),
        include_str!("undo_attribute_corrections.sql"),
        "UPDATE preferences SET attribute_id = :old
         WHERE attribute_id = :into AND id IN (SELECT value FROM json_each(:moved, '$.preferences'))",
        UNDO_REPLACE,
        "UPDATE attribute_aliases SET attribute_id = :old
         WHERE attribute_id = :into AND name_folded IN (SELECT value FROM json_each(:moved, '$.aliases'))",
        "UPDATE merges SET into_attribute_id = :old
         WHERE into_attribute_id = :into AND id IN (SELECT value FROM json_each(:moved, '$.merges'))",
    ],
    restore_absent: include_str!("restore_attribute_absent.sql"),
    into_id: "SELECT into_attribute_id FROM merges WHERE id = :number",
};

fn statements(kind: NameKind) -> &'static Statements {
    match kind {
        NameKind::Figure => &FIGURES,
        NameKind::Attribute => &ATTRIBUTES,
    }
}

impl Store {
    /// Merges one figure or attribute into another, and returns how many values that moved.
    ///
    /// Refused when a document compares both figures, or has values for both attributes of one figure.
    pub fn merge(&mut self, old: &Named, into: &Named, merging: &Merging) -> Result<i64> {
        self.write(|connection| merge(connection, old, into, merging))
    }

    /// Takes back the latest merge of that name that holds, and returns whose alias it was.
    ///
    /// Refused when there is none, or the other was itself merged into a third since.
    pub fn undo_merge(&mut self, old: &str, merging: &Merging) -> Result<String> {
        self.write(|connection| undo(connection, old, merging))
    }

    /// Passes every merge, undone or not, to `visit`, oldest first.
    pub fn each_merge(&self, mut visit: impl FnMut(&Merge) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_merge.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let kind: String = row.get("kind")?;
            visit(&Merge {
                number: row.get("number")?,
                kind: if kind == NameKind::Attribute.as_str() { NameKind::Attribute } else { NameKind::Figure },
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
    let statements = statements(merging.kind);
    let ids = named_params! { ":old": old.id, ":into": into.id };
    ensure_apart(connection, old, into, merging.kind)?;
    let moved: String = connection.query_row(statements.moved, ids, |row| row.get(0))?;
    search::change_all(connection, &corrected_values(connection, statements, ids)?, || {
        for sql in statements.merge {
            run(
                connection,
                sql,
                &[(":old", &old.id), (":into", &into.id), (":moved", &moved), (":now", &merging.now)],
            )?;
        }
        Ok(())
    })?;
    alias::insert(connection, merging.kind, into.id, &old.name)?;
    alias::index_words(connection, merging.kind, into.id)?;
    let is_figure = merging.kind == NameKind::Figure;
    connection.prepare(include_str!("insert_merge.sql"))?.execute(named_params! {
        ":kind": merging.kind.as_str(), ":name": old.name, ":into_figure_id": is_figure.then_some(into.id),
        ":into_attribute_id": (!is_figure).then_some(into.id), ":moved": moved, ":editor": merging.editor,
        ":note": merging.note, ":now": merging.now,
    })?;
    Ok(connection.query_row("SELECT json_array_length(?1, '$.values')", [&moved], |row| row.get(0))?)
}

fn undo(connection: &Connection, given: &str, merging: &Merging) -> Result<String> {
    let statements = statements(merging.kind);
    let (number, name, moved) = holding(connection, given, merging.kind)?;
    ensure_last(connection, number, &name, merging.kind)?;
    let into: i64 = connection.query_row(statements.into_id, named_params! { ":number": number }, |row| row.get(0))?;
    alias::delete(connection, merging.kind, into, &name::fold(&name))?;
    if let Some(owner) = alias::owner(connection, merging.kind, &name)? {
        return Err(Error::Refused {
            message: format!("`{}` goes by the name `{name}` by now", owner.name),
            hint: "nothing was written; take that name away first".into(),
        });
    }
    let old = run(connection, statements.restore, &[(":moved", &moved)]).map(|()| connection.last_insert_rowid())?;
    let ids = named_params! { ":old": old, ":into": into };
    search::change_all(connection, &corrected_values(connection, statements, ids)?, || {
        for sql in statements.undo {
            run(connection, sql, &[(":old", &old), (":into", &into), (":moved", &moved)])?;
        }
        Ok(())
    })?;
    restore_absent(connection, statements, named_params! { ":old": old, ":into": into, ":moved": moved })?;
    alias::index_words(connection, merging.kind, old)?;
    alias::index_words(connection, merging.kind, into)?;
    connection.execute(
        "UPDATE merges SET undone_at = ?2, undone_by = ?3 WHERE id = ?1",
        rusqlite::params![number, merging.now, merging.editor],
    )?;
    let into = alias::name_of(connection, merging.kind, into)?;
    Ok(into)
}

/// Returns number, name and record of the latest merge of a name that is not undone.
fn holding(connection: &Connection, given: &str, kind: NameKind) -> Result<(i64, String, String)> {
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
    Err(Error::Refused {
        message: format!("no merge of the {} `{}` holds", kind.as_str(), name::clean(given)),
        hint: "give the whole name that became an alias; `versus export merges` lists all merges".into(),
    })
}

/// Fails when what the name was merged into was itself merged since.
fn ensure_last(connection: &Connection, number: i64, name: &str, kind: NameKind) -> Result<()> {
    let mut later = connection.prepare(include_str!("later_merge.sql"))?;
    let found: Option<(String, String)> =
        later.query_row(named_params! { ":number": number }, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((by, into)) = found else { return Ok(()) };
    let flag = if kind == NameKind::Attribute { " --attribute" } else { "" };
    Err(Error::Refused {
        message: format!("`{name}` was merged into `{by}`, which was merged into `{into}` since"),
        hint: format!("undo that first: versus merge --undo {}{flag}", name::quoted(&by)),
    })
}

/// Fails when some document speaks of both.
fn ensure_apart(connection: &Connection, old: &Named, into: &Named, kind: NameKind) -> Result<()> {
    let mut statement = connection.prepare(statements(kind).refused)?;
    let slugs = statement.query_map(named_params! { ":old": old.id, ":into": into.id }, |row| row.get(0))?;
    let documents: Vec<String> = slugs.collect::<rusqlite::Result<_>>()?;
    if documents.is_empty() {
        return Ok(());
    }
    let mut list: Vec<String> = documents.iter().take(MOST_NAMED).map(|slug| format!("`{slug}`")).collect();
    if documents.len() > MOST_NAMED {
        list.push(format!("{} more", documents.len() - MOST_NAMED));
    }
    let (list, one) = (list.join(", "), documents.len() == 1);
    let list = list.rsplit_once(", ").map_or(list.clone(), |(others, last)| format!("{others} and {last}"));
    let (verb, hint) = match kind {
        NameKind::Figure => (
            if one { "compares" } else { "compare" },
            "nothing was written; a document cannot compare a figure with itself",
        ),
        NameKind::Attribute => (
            if one { "has values of one figure for" } else { "have values of one figure for" },
            "nothing was written; a document cannot have two values of one figure for one attribute",
        ),
    };
    Err(Error::Refused { message: format!("{list} {verb} both `{}` and `{}`", old.name, into.name), hint: hint.into() })
}

fn corrected_values(connection: &Connection, statements: &Statements, ids: &[(&str, &dyn ToSql)]) -> Result<Vec<i64>> {
    let mut statement = connection.prepare(statements.corrected_values)?;
    Ok(statement.query_map(ids, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn restore_absent(connection: &Connection, statements: &Statements, parameters: &[(&str, &dyn ToSql)]) -> Result<()> {
    let mut statement = connection.prepare(statements.restore_absent)?;
    let restored: Vec<i64> = statement.query_map(parameters, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    restored.into_iter().try_for_each(|id| search::add_current(connection, id))
}

/// Runs a statement with those of the parameters that it names.
fn run(connection: &Connection, sql: &str, parameters: &[(&str, &dyn ToSql)]) -> Result<()> {
    let mut statement = connection.prepare(sql)?;
    for (parameter, value) in parameters {
        if let Some(index) = statement.parameter_index(parameter)? {
            statement.raw_bind_parameter(index, value)?;
        }
    }
    statement.raw_execute()?;
    Ok(())
}
