//! What an error of SQLite means for the file, in words, with the next step.

use std::path::Path;

use rusqlite::ErrorCode;

/// What an error of SQLite means for the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Another process is writing.
    Busy,
    /// What is in it is not what was written.
    Damaged,
    /// There is no room to write.
    Full,
    /// The file, or what SQLite keeps beside it, cannot be opened or made.
    NotOpened,
    /// It may not be written to.
    NotWritable,
    /// The system gives no more memory.
    Memory,
    /// The system failed to read or write.
    Disk,
    /// A statement of ours does not fit the file, or is wrong.
    Other,
}

impl Trouble {
    pub fn of(error: &rusqlite::Error) -> Self {
        match error {
            // Tables are strict, so that these cannot come from a sound file.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => return Self::Damaged,
            // No room for the memory that readers and writers share.
            rusqlite::Error::SqliteFailure(failure, _)
                if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE =>
            {
                return Self::Full;
            }
            _ => {}
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::NotOpened,
            Some(ErrorCode::ReadOnly) => Self::NotWritable,
            Some(ErrorCode::OutOfMemory) => Self::Memory,
            Some(ErrorCode::SystemIoFailure) => Self::Disk,
            _ => Self::Other,
        }
    }

    /// Returns the trouble that an error of a migration comes from, if that was SQLite's.
    pub fn behind(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        std::iter::successors(Some(error), |error| error.source())
            .find_map(|error| error.downcast_ref::<rusqlite::Error>())
            .map(Self::of)
    }

    pub fn message(self, path: &Path) -> String {
        let path = path.display();
        match self {
            Self::Damaged => format!("the knowledge base `{path}` is damaged"),
            Self::Full => format!("cannot write to the knowledge base `{path}`: the disk is full"),
            Self::NotOpened => format!("cannot open the knowledge base `{path}` or the files beside it"),
            Self::NotWritable => format!("cannot write to the knowledge base `{path}`"),
            Self::Busy | Self::Memory | Self::Disk | Self::Other => format!("cannot use the knowledge base `{path}`"),
        }
    }

    pub fn hint(self, path: &Path) -> String {
        let path = path.display();
        match self {
            Self::Busy => "another process is writing to it: try again when it is done".into(),
            Self::Damaged => format!(
                "put a backup in the place of `{path}` (`versus help backup` says how); an sqlite3 shell that has `.recover` \
                 may save some of it"
            ),
            Self::Full => {
                "make room on that disk or in your quota, and run the command again; nothing was changed".into()
            }
            Self::NotOpened => {
                "you must be allowed to write to the file and its folder, and there must be room; nothing was changed"
                    .into()
            }
            Self::NotWritable => "you must be allowed to write to the file and its folder; nothing was changed".into(),
            Self::Memory => {
                "allow it more memory (`ulimit -v` tells how much it may take), or end other programs; nothing was changed"
                    .into()
            }
            Self::Disk => {
                "the disk may be failing, full or over its quota; when it works again, run `versus check`".into()
            }
            Self::Other => "run `versus check` to see whether the file is whole, or name another with `--db`".into(),
        }
    }
}
