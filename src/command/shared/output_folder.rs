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
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let interrupt = Interrupt::watch();
    let beside = tempfile::Builder::new()
        .prefix(".versus-")
        .tempdir_in(parent)
        .map_err(store::without_path)
        .map_err(Error::file("create", folder))?;
    // The folder itself is for its user alone; what is in it has the rights that other folders get.
    let made = beside.path().join("folder");
    fs::create_dir(&made).map_err(Error::file("create", folder))?;
    let written = write(&made, &interrupt).map_err(|error| interrupt.explain(error))?;
    interrupt.ensure_none()?;
    // What has its name outlasts a power cut.
    for entry in fs::read_dir(&made).map_err(Error::file("read", folder))? {
        let synced = entry.and_then(|entry| fs::File::open(entry.path())).and_then(|file| file.sync_all());
        synced.map_err(Error::file("write", folder))?;
    }
    match fs::remove_dir(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => ensure_free(folder)?,
        Err(error) => return Err(Error::file("create", folder)(error)),
    }
    fs::rename(&made, folder).map_err(Error::file("create", folder))?;
    Ok(written)
}

fn ensure_free(folder: &Path) -> Result<()> {
    let there = || Refusal::FolderThere { path: folder.to_path_buf() };
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_none() {
                Ok(())
            } else {
                Err(there().into())
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound && folder.symlink_metadata().is_err() => Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(Error::file("read", folder)(error)),
        Err(_) => Err(there().into()),
    }
}
