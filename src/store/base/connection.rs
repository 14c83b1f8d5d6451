//! How a base is opened: what SQLite is told of every connection before anything is asked of it.

use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::migrations;
use crate::error::Result;

/// The most memory for pages of the file, in KiB. Only what is used is taken; an import of many pages uses all of it. What
/// sorts takes as much again before it sorts on disk.
const CACHE_KIB: i64 = 64 * 1024;

/// The same for a connection that only reads. Exports look up names all over the file and get slower with less; with more,
/// the memory of a command that reads grows with the base up to this, and twice that where it sorts.
const READING_CACHE_KIB: i64 = 24 * 1024;

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

pub(in crate::store) fn connect(path: &Path, access: Access) -> Result<Connection> {
    let flags = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let mut connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    configure(&mut connection)?;
    if access == Access::Read {
        limit_cache(&connection, READING_CACHE_KIB)?;
    }
    Ok(connection)
}

/// Has a connection make do with so much memory for pages, in KiB.
pub(in crate::store) fn limit_cache(connection: &Connection, kib: i64) -> Result<()> {
    Ok(connection.pragma_update(None, "cache_size", -kib)?)
}

pub(in crate::store) fn with_version(connection: Connection) -> Result<(Connection, i64)> {
    let version = migrations::version(&connection)?;
    Ok((connection, version))
}

/// Opens a base in a folder where nothing can be written. SQLite's shared memory for readers and writers cannot be made
/// there, and is not needed: nobody can write.
pub(in crate::store) fn connect_immutable(path: &Path) -> Result<Connection> {
    let hexadecimal = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit)]);
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => uri.push(char::from(*byte)),
            other => uri.extend(['%', hexadecimal(other >> 4), hexadecimal(other & 15)]),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(uri, flags)?;
    configure(&mut connection)?;
    limit_cache(&connection, READING_CACHE_KIB)?;
    Ok(connection)
}

pub(in crate::store) fn configure(connection: &mut Connection) -> Result<()> {
    // An import uses some thirty statements in turn; the default of 16 would prepare them anew for every page.
    connection.set_prepared_statement_cache_capacity(64);
    connection.busy_handler(Some(wait))?;
    // A misspelt column in double quotes is an error, not a text. [sqlite.org/quirks.html]
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // A plan does not depend on what is bound. Else many statements are prepared anew each time they are taken from the
    // cache, to see whether their parameters happen to be 0 or 1. [sqlite.org/c3ref/c_dbconfig_defensive.html]
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // The file may come from a stranger: its views and triggers get no functions with side effects.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    Ok(())
}

/// Waits a moment for another process, and says whether to try once more. SQLite's own way of waiting sleeps longer each
/// time, up to 100 ms, so that whoever has waited long is overtaken by everybody who has just come.
pub(in crate::store) fn wait(tries: i32) -> bool {
    thread_local! { static SINCE: Cell<Instant> = Cell::new(Instant::now()) }
    if tries == 0 {
        SINCE.set(Instant::now());
    }
    std::thread::sleep(Duration::from_millis(if tries < 3 { 1 } else { 5 }));
    SINCE.get().elapsed() < BUSY_TIMEOUT
}
