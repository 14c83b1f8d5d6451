//! The files that `-o` names.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::command::shared::interrupt::Interrupt;
use crate::error::{Error, Refusal, Result};
use crate::store;

/// Fails for a knowledge base, or any other SQLite database, and what belongs to one.
pub fn ensure_no_database(path: &Path) -> Result<()> {
    if !store::belongs_to_database(path) {
        return Ok(());
    }
    let path = path.to_path_buf();
    let is_whole = store::is_database(&path);
    Err(if is_whole { Refusal::Database { path } } else { Refusal::DatabasePart { path } }.into())
}

/// Writes beside the target and renames, so that the target is always whole: the old file or the new one. What is
/// no ordinary file (`/dev/null`, a named pipe) is written as it is.
///
/// Being told to stop is noted from here on, for `write` to look at.
pub fn write(path: &Path, write: impl FnOnce(Box<dyn Write + '_>, &Interrupt) -> Result<usize>) -> Result<usize> {
    let existing = fs::metadata(path).ok();
    if existing.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        let file = fs::OpenOptions::new().write(true).open(path).map_err(Error::file("write", path))?;
        // It may wait for somebody to read it: then the signal itself must end that.
        return write(Box::new(file), &Interrupt::unwatched());
    }
    ensure_no_database(path)?;
    // Through a link, so that the link stays and its target is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let interrupt = Interrupt::watch();
    let file = store::new_file_beside(&target).map_err(Error::file("create", path))?;
    if let Some(metadata) = existing {
        file.as_file().set_permissions(metadata.permissions()).map_err(Error::file("create", path))?;
    }
    let rows = write(Box::new(file.as_file()), &interrupt).map_err(|error| interrupt.explain(error))?;
    interrupt.ensure_none()?;
    file.persist(&target).map_err(Error::file("write", path))?;
    Ok(rows)
}
