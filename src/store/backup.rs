//! A copy of the base as it stood at one moment, made while others read and write.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;

use super::{Access, Store, companion, connect, connect_immutable, ensure_no_remains, has_bytes, new_file_beside};
use crate::error::{Error, Result};

/// How many pages of the file are copied at a time: 4 MiB.
const PAGES: i32 = 1024;

impl Store {
    /// Writes a copy of the base to `target`, verifies it, and only then gives it that name. What was there stays until
    /// then, and is replaced only with `force`. Returns how many bytes the copy has.
    ///
    /// The store must have been opened for reading: then the copy is what its one transaction sees, however much others
    /// write meanwhile.
    pub fn backup(&self, target: &Path, force: bool) -> Result<u64> {
        let existing = fs::symlink_metadata(target).is_ok();
        if existing {
            self.ensure_replaceable(target, force)?;
        } else {
            ensure_no_remains(target)?;
        }
        // Through a link, so that the link stays and its target is replaced.
        let place = &fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
        let beside = new_file_beside(place).map_err(Error::file("create", target))?;
        let mut copy = connect(beside.path(), Access::Write)?;
        // Nobody else knows the file, and it is thrown away if anything fails.
        copy.execute_batch("PRAGMA journal_mode = off; PRAGMA synchronous = off;")?;
        let in_copy = |error: rusqlite::Error| Error::from(error).in_base(target);
        Backup::new(&self.connection, &mut copy)
            .and_then(|backup| backup.run_to_completion(PAGES, Duration::ZERO, None))
            .map_err(in_copy)?;
        copy.close().map_err(|(_, error)| in_copy(error))?;
        verify(beside.path(), target)?;
        let bytes = beside.as_file().metadata().map_err(Error::file("read", target))?.len();
        let named = if force { beside.persist(place) } else { beside.persist_noclobber(place) };
        match named {
            Ok(()) => Ok(bytes),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(exists(target)),
            Err(error) => Err(Error::file("write", target)(error)),
        }
    }

    /// Fails unless what has the name of the copy may be replaced by it.
    fn ensure_replaceable(&self, target: &Path, force: bool) -> Result<()> {
        let refused = |message: String, hint: &str| Err(Error::Refused { message, hint: hint.into() });
        if !force {
            return Err(exists(target));
        }
        let metadata = fs::metadata(target).map_err(Error::file("read", target))?;
        if !metadata.is_file() {
            return refused(format!("`{}` is not a file", target.display()), "nothing was written; name another file");
        }
        let same = |path: &str| match (fs::canonicalize(path), fs::canonicalize(target)) {
            (Ok(own), Ok(other)) => own == other,
            _ => false,
        };
        if self.connection.path().is_some_and(same) {
            return refused(
                format!("`{}` is the knowledge base itself", target.display()),
                "nothing was written; name another file",
            );
        }
        // A log would be replayed into the copy, which it does not belong to.
        for suffix in ["-wal", "-journal"] {
            if has_bytes(&companion(target, suffix)) {
                return refused(
                    format!("`{}` is in use, or was when its program was killed", target.display()),
                    "nothing was written; name another file, or open and close this one first",
                );
            }
        }
        Ok(())
    }
}

fn exists(target: &Path) -> Error {
    Error::Refused {
        message: format!("`{}` is there already", target.display()),
        hint: "nothing was written; name another file, or replace this one with `--force`".into(),
    }
}

/// Reads the copy from the first to the last page.
fn verify(copy: &Path, target: &Path) -> Result<()> {
    let connection = connect_immutable(copy)?;
    let unsound = |reason: String| Error::UnsoundCopy { path: target.to_path_buf(), reason };
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(unsound(said));
    }
    let broken: i64 = connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        return Err(unsound(format!("{broken} rows refer to rows that are not there")));
    }
    Ok(())
}
