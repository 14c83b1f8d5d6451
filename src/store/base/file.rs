//! A base as a file, before SQLite sees it: whether it is one of ours and whole, and what SQLite keeps beside it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::migrations::{self, Version};
use crate::error::{Error, Result};

/// `PRAGMA application_id` of every knowledge base: "vers" in ASCII.
const APPLICATION_ID: [u8; 4] = *b"vers";

/// The first bytes of every SQLite database.
const SQLITE_START: &[u8; 16] = b"SQLite format 3\0";

/// Tells whether a file is an SQLite database, by its first bytes.
#[must_use]
pub fn is_database(path: &Path) -> bool {
    let mut start = [0; SQLITE_START.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *SQLITE_START
}

/// Tells whether a file is an SQLite database, or has the name of what SQLite keeps beside one: its log holds what was
/// written last.
#[must_use]
pub fn belongs_to_database(path: &Path) -> bool {
    // Through a link, as SQLite goes.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let main_file = ["-wal", "-shm", "-journal"].iter().find_map(|suffix| name.strip_suffix(suffix));
    is_database(&path) || main_file.is_some_and(|name| is_database(&path.with_file_name(name)))
}

pub(in crate::store) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Returns the path of one of the files that SQLite keeps beside a base while it is in use.
pub(in crate::store) fn companion(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Tells whether there may be changes that are not in the base's own file yet.
pub(in crate::store) fn has_log(path: &Path) -> bool {
    has_bytes(&companion(path, "-wal"))
}

pub(in crate::store) fn has_bytes(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0)
}

/// Fails when a base is to be made where the log of another one was left behind: SQLite would replay it into the new one.
/// An empty log, which readers leave, does no harm.
pub(in crate::store) fn ensure_no_remains(path: &Path) -> Result<()> {
    for suffix in ["-wal", "-journal"] {
        let remains = companion(path, suffix);
        // Unless another process has just made the base, whose log this then is.
        if has_bytes(&remains) && !path.exists() {
            return Err(Error::Remains { path: path.to_path_buf(), remains });
        }
    }
    Ok(())
}

/// Reads the first bytes of a file and fails unless they are those of a versus base.
/// Offsets are those of the database header. [sqlite.org/fileformat2.html]
pub(in crate::store) fn ensure_ours(path: &Path) -> Result<()> {
    let not_ours = |reason| Err(Error::NotABase { path: path.to_path_buf(), reason });
    let mut header = Vec::with_capacity(100);
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return not_ours("it is not a file");
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Error::NoBase { path: path.to_path_buf() });
        }
        Err(error) => return Err(Error::file("read", path)(error)),
    };
    (&file).take(100).read_to_end(&mut header).map_err(Error::file("read", path))?;
    if header.is_empty() {
        return not_ours("it is empty");
    }
    if header.len() < 100 || !header.starts_with(SQLITE_START) {
        return not_ours("it is not an SQLite database");
    }
    if header[68..72] != APPLICATION_ID {
        return not_ours("it is the database of another program");
    }
    let found = i64::from(u32::from_be_bytes([header[60], header[61], header[62], header[63]]));
    ensure_readable(path, Version::of(found))?;
    ensure_whole(path, &file, &header)
}

/// Fails when a file is shorter than its header says. SQLite notices only when whole pages are missing, and reads the
/// rest of the last one as zeros.
pub(in crate::store) fn ensure_whole(path: &Path, file: &File, header: &[u8]) -> Result<()> {
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65536,
        page => u64::from(page),
    };
    let stated = page * u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]]));
    // While a log is brought into the file, the header may come first. Length last: when there is no log, that is over.
    if has_log(path) || companion(path, "-journal").exists() {
        return Ok(());
    }
    let length = file.metadata().map_err(Error::file("read", path))?.len();
    if length >= stated {
        return Ok(());
    }
    let cause = format!("it is {length} bytes long and should be {stated}");
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(Error::from(rusqlite::Error::SqliteFailure(code, Some(cause))).in_base(path))
}

/// Fails for a base whose schema this program does not know.
pub(in crate::store) fn ensure_readable(path: &Path, version: Version) -> Result<()> {
    match version {
        Version::Current | Version::Older => Ok(()),
        Version::Newer(found) => Err(Error::NewerBase { path: path.to_path_buf(), found, known: migrations::latest() }),
        Version::Unreleased => Err(Error::UnreleasedBase { path: path.to_path_buf() }),
    }
}
