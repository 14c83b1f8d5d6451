//! The knowledge base: one SQLite file. This folder holds the only SQL and is the only user of rusqlite.
//!
//! A question in English is a method of [`Store`], in the file of the thing it is about; a statement longer than a line
//! stands beside it as `.sql`. Nothing here reads pages or prints.

mod attribute;
mod correction;
mod document;
mod figure;
mod importer;
mod lookup;
mod migrations;
mod report;
mod search;
mod section;
mod unclear_row;
mod value;

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::error::{Error, Result};

pub use importer::Importer;
pub use report::ReportFilter;
pub use section::PassageFilter;

/// `PRAGMA application_id` of every knowledge base: "vers" in ASCII.
const APPLICATION_ID: [u8; 4] = *b"vers";

/// How long a command waits for another process that is writing. An import of 100,000 pages holds the base for tens of
/// seconds, and a reader's report should outlast that rather than fail.
const BUSY_TIMEOUT: Duration = Duration::from_mins(2);

/// What a command is going to do with the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only ask: the file is opened read-only.
    Read,
    /// Change it.
    Write,
}

/// An open knowledge base.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Opens the base at `path` and brings it to the current schema when it is older.
    ///
    /// A file that is not ours is told by its first bytes, before SQLite sees it, so that it stays as it was.
    pub fn open(path: &Path, access: Access) -> Result<Self> {
        ensure_ours(path)?;
        let mut connection = connect(path, access)?;
        let found = migrations::version(&connection)?;
        if found > migrations::latest() {
            return Err(newer(path, found));
        }
        if found < migrations::latest() {
            migrations::run(&mut connect(path, Access::Write)?, path)?;
            connection = connect(path, access)?;
        }
        if access == Access::Read {
            // All questions of one command are answered from one state of the base; and one transaction costs less than
            // one for each.
            connection.execute_batch("BEGIN")?;
        }
        Ok(Self { connection })
    }

    /// Creates a base at `path`, lets `fill` put in what it should start with, and opens it. The folder is made when it
    /// is missing.
    ///
    /// The file is made beside its target and renamed when it is whole, so that nobody ever meets half a base.
    /// Returns `None` when another process made one there meanwhile; that one is untouched.
    pub fn create(path: &Path, fill: impl FnOnce(&mut Self) -> Result<()>) -> Result<Option<()>> {
        let folder = folder_of(path);
        std::fs::create_dir_all(folder).map_err(Error::file("create", folder))?;
        let beside = new_file_beside(path).map_err(Error::file("create", path))?;
        let mut store = Self { connection: connect(beside.path(), Access::Write)? };
        migrations::run(&mut store.connection, path)?;
        fill(&mut store)?;
        // Readers go on while one process writes. Set last: until here nobody else knows the file, and everything is
        // in one file that can be renamed.
        store.connection.pragma_update(None, "journal_mode", "wal")?;
        store.connection.close().map_err(|(_, source)| Error::from(source))?;
        beside.as_file().sync_all().map_err(Error::file("write", path))?;
        match beside.persist_noclobber(path) {
            Ok(_) => Ok(Some(())),
            Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(None),
            Err(refused) => Err(Error::file("create", path)(refused.error)),
        }
    }

    /// Returns an empty base that lives in memory, for tests.
    pub fn open_in_memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        configure(&connection)?;
        migrations::run(&mut connection, Path::new(":memory:"))?;
        Ok(Self { connection })
    }

    /// Runs `change` in one transaction: all of it is written, or, when it fails, none.
    pub fn write<T>(&mut self, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = change(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }

    /// Returns the `CREATE` statements of the base, in the order they were made.
    pub fn schema(&self) -> Result<String> {
        let mut statement = self.connection.prepare(include_str!("schema.sql"))?;
        let statements: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(statements.join("\n"))
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

/// Makes a file under a random name in the folder of `target`, with the permissions that any new file gets there, to be
/// renamed to the target when it is whole.
pub fn new_file_beside(target: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".versus-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder_of(target))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn connect(path: &Path, access: Access) -> Result<Connection> {
    let flags = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    configure(&connection)?;
    Ok(connection)
}

fn configure(connection: &Connection) -> Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // A misspelt column in double quotes is an error, not a text. [sqlite.org/quirks.html]
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // The file may come from a stranger: its views and triggers get no functions with side effects.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "full")?;
    Ok(())
}

/// Reads the first bytes of a file and fails unless they are those of a versus base.
/// Offsets are those of the database header. [sqlite.org/fileformat2.html]
fn ensure_ours(path: &Path) -> Result<()> {
    let not_ours = |reason| Err(Error::NotABase { path: path.to_path_buf(), reason });
    let mut header = Vec::with_capacity(100);
    match File::open(path) {
        Ok(file) => file.take(100).read_to_end(&mut header).map_err(Error::file("read", path))?,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Error::NoBase { path: path.to_path_buf() });
        }
        Err(error) => return Err(Error::file("read", path)(error)),
    };
    if header.is_empty() {
        return not_ours("it is empty");
    }
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return not_ours("it is not an SQLite database");
    }
    if header[68..72] != APPLICATION_ID {
        return not_ours("it is the database of another program");
    }
    let found = i64::from(u32::from_be_bytes([header[60], header[61], header[62], header[63]]));
    if found > migrations::latest() {
        return Err(newer(path, found));
    }
    Ok(())
}

fn newer(path: &Path, found: i64) -> Error {
    Error::NewerBase { path: path.to_path_buf(), found, known: migrations::latest() }
}
