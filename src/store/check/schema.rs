//! The schema of a base beside the one that the migrations make.

use rusqlite::{Connection, named_params};

use super::damage::DERIVED;
use super::finding::{Concern, Finding, Level, Remedy, Visit};
use crate::error::Result;
use crate::store::base::{Store, checksums, latest};

/// A table, index, view or trigger.
pub(super) struct Object {
    pub kind: String,
    pub name: String,
    /// Of which table it is; a table or view is its own.
    pub table: String,
    pub sql: String,
}

/// Something that is missing in a base or another than it should be.
pub(super) struct Difference {
    /// As it should be.
    pub object: Object,
    pub is_missing: bool,
}

impl Difference {
    /// Tells whether the object holds nothing that could not be made anew.
    pub fn is_mendable(&self) -> bool {
        let is_of_index = self.object.name.starts_with("search_index_");
        self.object.kind != "table" || is_of_index || DERIVED.contains(&self.object.name.as_str())
    }
}

pub(super) fn compare(connection: &Connection, visit: &mut Visit) -> Result<()> {
    for difference in differences(connection)? {
        let level = if difference.is_mendable() { Level::Mendable } else { Level::Broken };
        let Object { kind, name, .. } = &difference.object;
        let state = if difference.is_missing { "missing" } else { "another than the one that versus makes" };
        visit(&Finding::new(Concern::Schema, level, format!("the {kind} `{name}` is {state}")))?;
    }
    for Object { name, table, .. } in foreign_triggers(connection)? {
        let details =
            format!("versus does not make the trigger `{name}` on `{table}`, which acts when versus writes there");
        let finding = Finding::new(Concern::Schema, Level::Broken, details);
        visit(&Finding { remedy: Some(Remedy::Drop(name)), ..finding })?;
    }
    for details in other_migrations(connection)? {
        visit(&Finding::new(Concern::Schema, Level::Broken, details))?;
    }
    Ok(())
}

/// Tells whether the schema is another, and only in what can be made anew.
pub(super) fn is_mendable(connection: &Connection) -> Result<bool> {
    let differences = differences(connection)?;
    Ok(!differences.is_empty() && differences.iter().all(Difference::is_mendable))
}

/// Tells whether a table or view is another, so that what is read may not be what is there.
pub(super) fn is_read_otherwise(connection: &Connection) -> Result<bool> {
    Ok(differences(connection)?.iter().any(|difference| matches!(&*difference.object.kind, "table" | "view")))
}

/// Returns the triggers on tables of versus that the migrations do not make. Unlike other tables, indexes and views of its
/// owner, they change what versus does.
fn foreign_triggers(connection: &Connection) -> Result<Vec<Object>> {
    let made = made()?;
    let mut found = objects(connection)?;
    found.retain(|object| {
        // The table is named as in the statement that made the trigger, in any case.
        let is_on_ours = made.iter().any(|other| other.name.eq_ignore_ascii_case(&object.table));
        object.kind == "trigger" && is_on_ours && !made.iter().any(|other| other.name == object.name)
    });
    Ok(found)
}

/// Returns what the migrations make and the base has not so, in the order in which it is made. What a base has besides,
/// such as views of its owner, is nobody's business. What belongs to a table that cannot be made anew goes with the table.
pub(super) fn differences(connection: &Connection) -> Result<Vec<Difference>> {
    let found = objects(connection)?;
    let differing = made()?.into_iter().filter_map(|object| {
        let same = found.iter().find(|other| other.kind == object.kind && other.name == object.name);
        // The tables of SQLite's and refinery's own making are worded by them, not by the migrations.
        let is_foreign = object.name.starts_with("search_index_") || object.name == "refinery_schema_history";
        match same {
            None => Some(Difference { object, is_missing: true }),
            Some(other) if other.sql != object.sql && !is_foreign => Some(Difference { object, is_missing: false }),
            Some(_) => None,
        }
    });
    let mut differing: Vec<Difference> = differing.collect();
    let lost = differing.iter().filter(|difference| difference.is_missing && !difference.is_mendable());
    let lost: Vec<String> = lost.map(|difference| difference.object.name.clone()).collect();
    differing.retain(|Difference { object, .. }| object.name == object.table || !lost.contains(&object.table));
    Ok(differing)
}

/// Returns the statement that makes a table, as the migrations have it.
pub(super) fn definition(name: &str) -> Result<String> {
    Ok(made()?.into_iter().find(|object| object.name == name).map(|object| object.sql).unwrap_or_default())
}

/// Returns the names of the tables that hold what documents, readers and editors said, as far as the base has them.
pub(super) fn tables(connection: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = :name)";
    let mut is_there = connection.prepare(sql)?;
    let mut tables = Vec::new();
    for name in own_tables(&Store::open_in_memory()?.connection)? {
        if is_there.query_row(named_params! { ":name": &name }, |row| row.get(0))? {
            tables.push(name);
        }
    }
    Ok(tables)
}

/// Returns the names of the tables of a base that the migrations have just made, without those that SQLite and refinery make.
pub(in crate::store) fn own_tables(made: &Connection) -> Result<Vec<String>> {
    let is_own = |object: &Object| {
        let is_foreign = object.name.starts_with("search_index") || object.name == "refinery_schema_history";
        object.kind == "table" && !is_foreign
    };
    Ok(objects(made)?.into_iter().filter(is_own).map(|object| object.name).collect())
}

/// Returns what the migrations make.
fn made() -> Result<Vec<Object>> {
    objects(&Store::open_in_memory()?.connection)
}

fn objects(connection: &Connection) -> Result<Vec<Object>> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid";
    let mut statement = connection.prepare(sql)?;
    let objects = statement.query_map([], |row| {
        Ok(Object { kind: row.get("type")?, name: row.get("name")?, table: row.get("tbl_name")?, sql: row.get("sql")? })
    })?;
    Ok(objects.collect::<rusqlite::Result<_>>()?)
}

/// Returns the migrations that the base says it was made with, where they are not those of this program.
fn other_migrations(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT checksum FROM refinery_schema_history WHERE version = :version")?;
    let mut others = Vec::new();
    for (version, checksum) in checksums() {
        let found: Vec<String> = statement
            .query_map(named_params! { ":version": version }, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if found != [checksum] {
            others.push(format!("migration {version} is not recorded as this program knows it"));
        }
    }
    let sql = "SELECT version FROM refinery_schema_history WHERE version NOT BETWEEN 1 AND :latest";
    let mut statement = connection.prepare(sql)?;
    let mut unknown = statement.query(named_params! { ":latest": latest() })?;
    while let Some(row) = unknown.next()? {
        others
            .push(format!("migration {} is recorded, which this program does not know", row.get::<_, i64>("version")?));
    }
    Ok(others)
}
