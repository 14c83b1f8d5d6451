//! Damage to the file, and references to what is not there.

use rusqlite::{Connection, ErrorCode};

use super::finding::{Concern, Finding, Level, Remedy, Visit};
use crate::error::{Error, Result};

/// Returns what is wrong with the base, for an error that comes of its content; other errors stay errors.
pub(super) fn fault(error: Error) -> Result<String> {
    use ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, OperationInterrupted, OutOfMemory, PermissionDenied,
        ReadOnly, SystemIoFailure,
    };
    let Error::Base { source, path } = error else { return Err(error) };
    match source.sqlite_error_code() {
        Some(
            CannotOpen | DatabaseBusy | DatabaseLocked | DiskFull | OperationInterrupted | OutOfMemory
            | PermissionDenied | ReadOnly | SystemIoFailure,
        ) => Err(Error::Base { source, path }),
        _ => Ok(match source {
            rusqlite::Error::SqlInputError { msg, .. } => msg,
            other => other.to_string(),
        }),
    }
}

/// The names of tables that hold nothing but what can be made anew from the others.
pub(super) const DERIVED: [&str; 5] = ["search_index", "name_words", "headings", "heading_words", "quantities"];

/// Passes what SQLite finds wrong with the file to `visit`. Returns whether the file itself is damaged.
pub(super) fn damage(connection: &Connection, visit: &mut Visit) -> Result<bool> {
    let lines = integrity(connection)?;
    let is_damaged = lines.iter().any(|line| is_of_file(line));
    let remedy = is_damaged.then_some(Remedy::Backup);
    for line in lines {
        let level = if is_of_index(&line) { Level::Mendable } else { Level::Broken };
        visit(&Finding { remedy: remedy.clone(), ..Finding::new(Concern::Damage, level, line) })?;
    }
    Ok(is_damaged)
}

/// Returns what SQLite finds wrong with the file, the error that ends it included; it stops at a hundred. CHECK constraints
/// only on a connection that may write.
pub(super) fn integrity(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = match connection.prepare("PRAGMA integrity_check").map_err(Error::from) {
        Ok(statement) => statement,
        // Without the full-text index, it does not begin.
        Err(error) => return Ok(vec![fault(error)?]),
    };
    let mut found = Vec::new();
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        let text = line.map_err(Error::from).or_else(fault)?;
        // Damage to the pages of the file comes as one text of many lines.
        let lines = text.lines().filter(|line| *line != "ok" && !line.starts_with("*** in database "));
        found.extend(lines.map(String::from));
    }
    Ok(found)
}

/// Tells whether damage is that of an index, which can be built anew from its table.
pub(super) fn is_of_index(line: &str) -> bool {
    let of_index = [" missing from index ", "wrong # of entries in index ", " values differ from index "];
    is_of_search(line) || of_index.iter().any(|words| line.contains(words))
}

/// Tells whether damage is that of the full-text index.
pub(super) fn is_of_search(line: &str) -> bool {
    line.contains("search_index") || line.contains("fts5")
}

/// Tells whether damage is that of the file itself rather than of an index or of what a row holds.
pub(super) fn is_of_file(line: &str) -> bool {
    let of_row = ["CHECK constraint failed in ", "NULL value in ", " value in ", "non-unique entry in index "];
    !is_of_index(line) && !of_row.iter().any(|words| line.contains(words))
}

pub(super) fn references(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get("table")?, row.get("parent")?);
        let level = if DERIVED.contains(&table.as_str()) { Level::Mendable } else { Level::Broken };
        let row = row.get::<_, Option<i64>>("rowid")?.map_or_else(|| "a row".into(), |row| format!("row {row}"));
        let details = format!("{row} of `{table}` refers to a row of `{parent}` that is not there");
        visit(&Finding::new(Concern::Reference, level, details))?;
    }
    Ok(())
}
