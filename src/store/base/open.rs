//! An open base: opening and making one, and changing it all or not at all.

use std::io::ErrorKind;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::beside::{make_folder, new_file_beside};
use super::connection::{Access, configure, connect, connect_immutable, with_version};
use super::file::{ensure_no_remains, ensure_ours, ensure_readable, folder_of, has_log};
use super::migrations::{self, Version};
use crate::error::{Error, Result};

/// After how many instructions of SQLite's virtual machine it is looked whether to stop: every millisecond or so.
const INSTRUCTIONS: i32 = 10_000;

/// An open knowledge base.
#[derive(Debug)]
pub struct Store {
    pub(in crate::store) connection: Connection,
    /// Whether texts are read as the documents state them, rather than as they read after corrections.
    pub(in crate::store) as_stated: bool,
}

impl Store {
    /// Opens the base at `path` and brings it to the current schema when it is older.
    ///
    /// A file that is not ours is told by its first bytes, before SQLite sees it, so that it stays as it was.
    pub fn open(path: &Path, access: Access) -> Result<Self> {
        ensure_ours(path)?;
        let (mut connection, found) = connect_somehow(path, access)?;
        let found = Version::of(found);
        ensure_readable(path, found)?;
        if found == Version::Older {
            migrations::run(&mut connect(path, Access::Write)?, path)?;
            connection = connect(path, access)?;
        }
        if access == Access::Read {
            // All questions of one command are answered from one state of the base; and one transaction costs less than
            // one for each.
            connection.execute_batch("BEGIN")?;
        }
        Ok(Self { connection, as_stated: false })
    }

    /// Creates a base at `path`, lets `fill` put in what it should start with, and opens it. The folder is made when it
    /// is missing.
    ///
    /// The file is made beside its target and renamed when it is whole, so that nobody ever meets half a base.
    /// Returns `None` when another process made one there meanwhile; that one is untouched.
    pub fn create(path: &Path, fill: impl FnOnce(&mut Self) -> Result<()>) -> Result<Option<()>> {
        ensure_no_remains(path)?;
        let folder = folder_of(path);
        make_folder(folder).map_err(Error::file("create", folder))?;
        let beside = new_file_beside(path).map_err(Error::file("create", path))?;
        let mut store = Self { connection: connect(beside.path(), Access::Write)?, as_stated: false };
        // Nobody else knows the file, and it is thrown away if anything fails: no journal is needed, and one sync at the
        // end.
        store.connection.execute_batch("PRAGMA journal_mode = off; PRAGMA synchronous = off;")?;
        migrations::run(&mut store.connection, path)?;
        store.connection.pragma_update(None, "foreign_keys", false)?;
        fill(&mut store)?;
        // Readers go on while one process writes. Set last: until here nobody else knows the file, and everything is
        // in one file that can be renamed.
        store.connection.pragma_update(None, "journal_mode", "wal")?;
        store.connection.close().map_err(|(_, source)| Error::from(source))?;
        match beside.persist_noclobber(path) {
            Ok(()) => Ok(Some(())),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(Error::file("create", path)(error)),
        }
    }

    /// Returns an empty base that lives in memory, for tests.
    pub fn open_in_memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        configure(&mut connection)?;
        migrations::run(&mut connection, Path::new(":memory:"))?;
        Ok(Self { connection, as_stated: false })
    }

    /// Returns an empty base that is gone with the command: in memory, and in a file that the system removes where it grows
    /// large.
    pub(in crate::store) fn open_temporary() -> Result<Self> {
        let mut connection = Connection::open("")?;
        configure(&mut connection)?;
        connection.execute_batch("PRAGMA journal_mode = off; PRAGMA synchronous = off;")?;
        migrations::run(&mut connection, Path::new(":memory:"))?;
        Ok(Self { connection, as_stated: false })
    }

    /// Returns the same base, whose texts are then read as the documents state them when that is asked for. Searching,
    /// showing and exporting follow it; what counts rows does not.
    #[must_use]
    pub fn as_stated(mut self, as_stated: bool) -> Self {
        self.as_stated = as_stated;
        self
    }

    /// Reads texts from now on as the documents state them, or as they read after corrections: see [`Store::as_stated`].
    pub fn read_as_stated(&mut self, as_stated: bool) {
        self.as_stated = as_stated;
    }

    /// Looks at the base anew, where it was opened only to ask: what is asked from now on is answered from one later state.
    pub fn renew(&mut self) -> Result<()> {
        self.as_stated = false;
        Ok(self.connection.execute_batch("ROLLBACK; BEGIN")?)
    }

    /// Runs `change` in one transaction: all of it is written, or, when it fails, none.
    pub fn write<T>(&mut self, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.write_or_roll_back(false, change)
    }

    /// Runs `change` like [`Store::write`], but writes none of it when `roll_back` is set.
    pub fn write_or_roll_back<T>(
        &mut self,
        roll_back: bool,
        change: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = change(&transaction)?;
        if roll_back {
            transaction.rollback()?;
        } else {
            transaction.commit()?;
        }
        Ok(result)
    }

    /// Has a change undone instead of written where `stop` says so at its end: it may have waited long for its turn.
    pub fn undo_when(&mut self, stop: impl FnMut() -> bool + Send + 'static) -> Result<()> {
        Ok(self.connection.commit_hook(Some(stop))?)
    }

    /// Has statements fail from the moment at which `stop` says so; it is asked often.
    pub fn stop_when(&mut self, stop: impl FnMut() -> bool + Send + 'static) -> Result<()> {
        Ok(self.connection.progress_handler(INSTRUCTIONS, Some(stop))?)
    }

    /// Returns the `CREATE` statements of the base, in the order they were made.
    pub fn schema(&self) -> Result<String> {
        let mut statement = self.connection.prepare(include_str!("schema.sql"))?;
        let statements: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(statements.join("\n"))
    }
}

/// Opens a base and tells its version; where it is only read and nothing can be written, without what readers write beside it.
pub(super) fn connect_somehow(path: &Path, access: Access) -> Result<(Connection, i64)> {
    match connect(path, access).and_then(with_version) {
        Err(error) if access == Access::Read && error.is_no_writing() && !has_log(path) => {
            with_version(connect_immutable(path)?)
        }
        opened => opened,
    }
}

/// Returns the present moment as the base keeps times: RFC 3339, UTC, whole seconds.
///
/// # Panics
/// When the clock stands beyond the year 9999.
#[must_use]
pub fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let seconds = now.replace_nanosecond(0).unwrap_or(now);
    seconds.format(&Rfc3339).expect("a year of four digits has an RFC 3339 form")
}
