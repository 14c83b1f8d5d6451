//! Brings a knowledge base to the current schema. The migrations themselves are `migrations/*.sql`, embedded.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, Result};

mod embedded {
    #![allow(missing_docs)]
    refinery::embed_migrations!("migrations");
}

/// Returns the number of the last migration.
#[must_use]
pub fn latest() -> i64 {
    // Stated, so that opening a base need not build the list of migrations; a test compares it with the list.
    15
}

/// How many bits of `user_version` are the number of the last migration; above them stands [`state`].
const NUMBER_BITS: u32 = 8;

/// Returns which state the migrations were in when this program was built. Until the first release they are edited in
/// place, and a base of another state is none that can be read or brought up to date. From then on it is a constant: that
/// of the release.
fn state() -> i64 {
    env!("VERSUS_SCHEMA_STATE").parse().unwrap_or_default()
}

/// Returns the `user_version` of the bases that this program writes.
pub fn current() -> i64 {
    (state() << NUMBER_BITS) | latest()
}

/// What a base's `user_version` says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// It is what this program writes.
    Current,
    /// It lacks migrations.
    Older,
    /// It has more migrations, up to this one.
    Newer(i64),
    /// It was written before the first release, by migrations that are no more.
    Unreleased,
}

impl Version {
    /// Returns what a `user_version` says; 0 is that of an empty file.
    pub fn of(user_version: i64) -> Self {
        let (found, number) = (user_version >> NUMBER_BITS, user_version & ((1 << NUMBER_BITS) - 1));
        match number {
            _ if user_version == current() => Self::Current,
            // Before there were states, the number stood alone.
            _ if found == 0 && user_version != 0 => Self::Unreleased,
            number if number > latest() => Self::Newer(number),
            _ if found == state() || user_version == 0 => Self::Older,
            _ => Self::Unreleased,
        }
    }
}

/// Returns the `user_version` of an open base.
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
    connection.pragma_update(None, "user_version", current())?;
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

    #[test]
    fn a_version_tells_what_can_be_done_with_a_base() {
        assert_eq!(Version::of(current()), Version::Current);
        assert_eq!(Version::of(current() - 1), Version::Older);
        assert_eq!(Version::of(current() + 1), Version::Newer(latest() + 1));
        assert_eq!(Version::of(current() ^ (1 << 10)), Version::Unreleased, "the same number in another state");
        assert_eq!(Version::of(16), Version::Unreleased, "before there were states");
        assert!(current() < i64::from(i32::MAX), "SQLite keeps 32 bits");
    }
}
