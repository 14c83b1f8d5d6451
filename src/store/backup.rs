//! A copy of the base as it stood at one moment, made while others read and write.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::base::{
    Access, Store, belongs_to_database, broken_references, companion, connect, connect_immutable, ensure_no_remains,
    ensure_ours, has_bytes, is_database, new_file_beside,
};
use crate::error::{Error, Refusal, Result};

/// How many pages of the file are copied at a time: 4 MiB.
const PAGES: i32 = 1024;

/// What a copy is, once it is made and read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// How many bytes it has.
    pub bytes: u64,
    /// How many of its rows, as of the base's, refer to rows that are not there.
    pub broken_references: i64,
    /// How much there is in it, as in the base, that no command can read. What has such is not verified.
    pub unreadable: usize,
}

impl Store {
    /// Writes a copy of the base beside `target`, verifies it, and only then lets it take its place. What was there stays
    /// until then, and is replaced only with `force`.
    ///
    /// A knowledge base that is replaced may be in use: it gets the contents of the copy in one transaction of SQLite's, so
    /// that whoever has it open goes on with them. Any other file is renamed over.
    ///
    /// The store must have been opened for reading: then the copy is what its one transaction sees, however much others
    /// write meanwhile. When `stop` says so, which is asked often, nothing takes its place: `None`, or an error of SQLite's.
    pub fn backup(
        &self,
        target: &Path,
        force: bool,
        stop: impl Fn() -> bool + Clone + Send + 'static,
    ) -> Result<Option<Copied>> {
        // Through a link, so that the link stays and its target is replaced; SQLite keeps its log beside that, too.
        let place = &fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
        let replaced = fs::symlink_metadata(target).is_ok();
        if belongs_to_database(place) && !is_database(place) {
            return Err(Refusal::DatabasePart { path: target.to_path_buf() }.into());
        }
        if !replaced {
            ensure_no_remains(place)?;
        } else if force {
            self.ensure_replaceable(place, target)?;
        } else {
            return Err(exists(target));
        }
        let beside = new_file_beside(place).map_err(Error::file("create", target))?;
        // Readers have given their names: who may read the copy is who may read what it takes the place of, or the base.
        let alike = if replaced { Some(place.as_path()) } else { self.connection.path().map(Path::new) };
        let permissions = alike.and_then(|path| fs::metadata(path).ok()).map(|metadata| metadata.permissions());
        if let Some(permissions) = permissions.filter(|permissions| !permissions.readonly()) {
            beside.as_file().set_permissions(permissions).map_err(Error::file("create", target))?;
        }
        let in_copy = |error: rusqlite::Error| Error::from(error).in_base(target);
        let mut copy = connect(beside.path(), Access::Write)?;
        // Nobody else knows the file, and it is thrown away if anything fails.
        copy.execute_batch("PRAGMA journal_mode = off; PRAGMA synchronous = off;")?;
        if !copy_pages(&self.connection, &mut copy, &stop).map_err(in_copy)? {
            return Ok(None);
        }
        copy.close().map_err(|(_, error)| in_copy(error))?;
        let mut copy = Self { connection: connect_immutable(beside.path())?, as_stated: false };
        copy.stop_when(stop.clone())?;
        ensure_whole(&copy.connection, target)?;
        // What the base itself has is no fault of the copy.
        let broken_references = broken_references(&copy.connection)?;
        let unreadable = copy.count_unreadable()?;
        let bytes = beside.as_file().metadata().map_err(Error::file("read", target))?.len();
        if stop() {
            return Ok(None);
        }
        if replaced && is_database(place) {
            let mut replaced = connect(place, Access::Write)?;
            // All pages in one step, which waits like any writer when somebody else is writing.
            let end =
                Backup::new(&copy.connection, &mut replaced).and_then(|backup| backup.step(-1)).map_err(in_copy)?;
            if end != StepResult::Done {
                return Err(Refusal::KeptBusy { path: target.to_path_buf() }.into());
            }
            replaced.close().map_err(|(_, error)| in_copy(error))?;
        } else {
            let named = if replaced { beside.persist(place) } else { beside.persist_noclobber(place) };
            named.map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => exists(target),
                _ => Error::file("write", target)(error),
            })?;
        }
        Ok(Some(Copied { bytes, broken_references, unreadable }))
    }

    /// Fails unless the copy may take this place, which the user calls `target`.
    fn ensure_replaceable(&self, place: &Path, target: &Path) -> Result<()> {
        let path = target.to_path_buf();
        if !fs::metadata(place).map_err(Error::file("read", target))?.is_file() {
            return Err(Refusal::NoFile { path }.into());
        }
        if self.connection.path().is_some_and(|own| is_same_file(Path::new(own), place)) {
            return Err(Refusal::BaseItself { path }.into());
        }
        if is_database(place) {
            return ensure_ours(place);
        }
        // A log would be replayed into the copy, which it does not belong to.
        if ["-wal", "-journal"].iter().any(|suffix| has_bytes(&companion(place, suffix))) {
            return Err(Refusal::ForeignLog { path }.into());
        }
        Ok(())
    }
}

/// Copies all pages; `false` when it was told to stop.
fn copy_pages(from: &Connection, to: &mut Connection, stop: impl Fn() -> bool) -> rusqlite::Result<bool> {
    let backup = Backup::new(from, to)?;
    while !stop() {
        if backup.step(PAGES)? == StepResult::Done {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    // By hard links as well.
    let number = |path| fs::metadata(path).map(|metadata| (metadata.dev(), metadata.ino())).ok();
    number(one).is_some_and(|one| Some(one) == number(other))
}

#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

fn exists(target: &Path) -> Error {
    Refusal::FileThere { path: target.to_path_buf() }.into()
}

/// Reads the copy from the first to the last page, and fails where SQLite finds fault with it.
fn ensure_whole(copy: &Connection, target: &Path) -> Result<()> {
    let said: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(Error::UnsoundCopy { path: target.to_path_buf(), reason: said });
    }
    Ok(())
}
