//! Folders that a command makes, all of one or none.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::command::shared::interrupt::Interrupt;
use crate::error::{Error, Refusal, Result};
use crate::store;

/// Has `write` fill a folder beside the one that is to be there, and gives it its name. It may be there already if it is empty.
pub fn write<T>(folder: &Path, write: impl FnOnce(&Path, &Interrupt) -> Result<T>) -> Result<T> {
    ensure_free(folder)?;
    // `.`, or a link to an empty folder, is that folder.
    let there = fs::canonicalize(folder).ok();
    let folder = there.as_deref().unwrap_or(folder);
    let interrupt = Interrupt::watch();
    let beside = store::new_folder_beside(folder).map_err(Error::file("create", folder))?;
    let written = write(&beside.path(), &interrupt).map_err(|error| interrupt.explain(error))?;
    interrupt.ensure_none()?;
    match fs::remove_dir(folder) {
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => ensure_free(folder)?,
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::file("create", folder)(error)),
        _ => {}
    }
    beside.persist(folder).map_err(Error::file("create", folder))?;
    Ok(written)
}

fn ensure_free(folder: &Path) -> Result<()> {
    let there = || Refusal::FolderThere { path: folder.to_path_buf() };
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().map_or(Ok(()), |_| Err(there().into())),
        Err(error) if error.kind() == ErrorKind::NotFound && folder.symlink_metadata().is_err() => Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(Error::file("read", folder)(error)),
        Err(_) => Err(there().into()),
    }
}
