//! Brings a knowledge base to the current schema. The migrations themselves are `migrations/*.sql`, embedded.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, Result};

mod embedded {
    #![allow(missing_docs)]
    refinery::embed_migrations!("migrations");
}

/// Returns the schema version that this program writes: the number of the last migration.
#[must_use]
pub fn latest() -> i64 {
    // Stated, so that opening a base need not build the list of migrations; a test compares it with the list.
    16
}

/// Returns the version of the schema in an open base, 0 for an empty file.
pub fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Returns how many rows refer to rows that are not there.
pub fn broken_references(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
}

/// Runs the migrations that the base does not have yet, all or none.
///
/// Foreign keys are off meanwhile: rebuilding a table would otherwise delete its children by cascade, and the pragma
/// has no effect inside a migration's own transaction. They are checked before anything relies on them.
pub fn run(connection: &mut Connection, path: &Path) -> Result<()> {
    connection.pragma_update(None, "foreign_keys", false)?;
    let mut apply = || embedded::migrations::runner().set_grouped(true).run(connection);
    // Between looking and writing, another process may have run them. Then the second time nothing is left to do. When it
    // fails again, the cause is what failed first.
    apply()
        .or_else(|first| apply().map_err(|_| first))
        .map_err(|source| Error::Migration { path: path.to_path_buf(), source: Box::new(source) })?;
    let broken = broken_references(connection)?;
    if broken > 0 {
        return Err(Error::BrokenReferences { path: path.to_path_buf(), rows: broken });
    }
    connection.pragma_update(None, "user_version", latest())?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// Returns the number of every migration with its checksum, as the base records them.
pub fn checksums() -> Vec<(i64, String)> {
    let runner = embedded::migrations::runner();
    runner.get_migrations().iter().map(|one| (one.version().into(), one.checksum().to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"))
            .expect("the folder is there")
            .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let mut embedded: Vec<String> = embedded::migrations::runner()
            .get_migrations()
            .iter()
            .map(|migration| format!("V{:02}__{}.sql", migration.version(), migration.name()))
            .collect();
        embedded.sort();
        assert_eq!(files, embedded);
        assert_eq!(latest(), i64::try_from(embedded.len()).expect("few"));
    }
}
