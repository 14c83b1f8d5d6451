//! Builds the full-text index of a base that has none yet on a thread of its own, while another fills the tables.
//!
//! The thread writes into a temporary base beside the real one, as an index under the same definition. In the end, the
//! tables that FTS5 keeps for itself are copied as they are: nothing here knows what is in them. That works only for an
//! index that is empty.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use rusqlite::types::ToSqlOutput;

use super::write::{Difference, put};
use crate::error::{Error, Result};
use crate::memory;
use crate::store::base::{Access, FileBeside, connect, new_file_beside};

/// How many batches of texts may wait for the thread. They are in memory, together with the one that is gathered.
const WAITING: usize = 8;

/// How much of the temporary base is in memory at most, in KiB. It is written once, from end to end, and read once.
const CACHE_KIB: i64 = 16 * 1024;

/// How the index is built: words are gathered up to 8 MiB before they are written out as a piece, and pieces are merged only
/// when sixteen of one size are there, not bit by bit. Of 20,000 pages' texts, 8 MiB without merging took 3.3 s where 16 MiB
/// with it takes 4.7 s (processor time of the sqlite3 shell for the same index); with 4 MiB it is more again.
const CONFIGURE: &str = "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 8388608), ('automerge', 0)";

/// The tables that FTS5 keeps for an index, with the columns of each. How it is configured is in a further one, which is
/// not copied: the base keeps its own.
const TABLES: [(&str, &str); 3] =
    [("search_index_data", "id, block"), ("search_index_idx", "segid, term, pgno"), ("search_index_docsize", "id, sz")];

/// A full-text index in the making.
#[derive(Debug)]
pub(super) struct IndexApart {
    /// `None` when there is nothing more to come.
    texts: Option<SyncSender<Vec<Difference>>>,
    /// `None` when it has ended.
    thread: Option<JoinHandle<Result<()>>>,
    file: FileBeside,
}

impl IndexApart {
    /// Starts to build the index of a base. Returns `None` where it has texts already, for a base in memory, and where no
    /// file, no memory or no thread can be had: then the index is built in its place.
    pub fn start(connection: &Connection) -> Result<Option<Self>> {
        let has_texts = "SELECT EXISTS (SELECT 1 FROM search_index_docsize)";
        let Some(path) = connection.path().filter(|path| !path.is_empty()).map(PathBuf::from) else { return Ok(None) };
        if connection.query_row(has_texts, [], |row| row.get(0))? || !memory::is_enough_for(1) {
            return Ok(None);
        }
        let sql = "SELECT sql FROM sqlite_schema WHERE name = 'search_index'";
        let definition: String = connection.query_row(sql, [], |row| row.get(0))?;
        let Ok(file) = new_file_beside(&path) else { return Ok(None) };
        let (sender, texts) = sync_channel(WAITING);
        let path = file.path().to_path_buf();
        let Ok(thread) = thread::Builder::new().spawn(move || build(&path, &definition, texts)) else {
            return Ok(None);
        };
        Ok(Some(Self { texts: Some(sender), thread: Some(thread), file }))
    }

    /// Hands on what the index does not hold yet, in the order of ids.
    pub fn put(&mut self, texts: Vec<Difference>) -> Result<()> {
        match self.texts.as_ref().map(|sender| sender.send(texts)) {
            Some(Ok(())) => Ok(()),
            // Nobody takes them any more: why is what the thread says.
            _ => self.end(),
        }
    }

    /// Gives the index to the base.
    pub fn finish(mut self, connection: &Connection) -> Result<()> {
        self.end()?;
        // Makes FTS5 take part in the transaction, so that it hears of the savepoint.
        connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')", [])?;
        let built = connect(self.file.path(), Access::Read)?;
        TABLES.iter().try_for_each(|(table, columns)| copy(&built, connection, table, columns))?;
        // FTS5 remembers what the tables held; it forgets that when something is taken back, be it nothing.
        Ok(connection.execute_batch("SAVEPOINT copied; ROLLBACK TO copied; RELEASE copied")?)
    }

    /// Waits for the thread. It ends when nothing more can come.
    fn end(&mut self) -> Result<()> {
        self.texts = None;
        let ended = self.thread.take().map_or(Ok(Ok(())), JoinHandle::join);
        ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

impl Drop for IndexApart {
    /// The file must not go before the thread.
    fn drop(&mut self) {
        self.texts = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn build(path: &Path, definition: &str, texts: Receiver<Vec<Difference>>) -> Result<()> {
    let connection = connect(path, Access::Write)?;
    // Nobody else knows the file, and it is thrown away in any case.
    connection
        .execute_batch("PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA locking_mode = exclusive;")?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.execute_batch("BEGIN")?;
    connection.execute(definition, [])?;
    connection.execute_batch(CONFIGURE)?;
    for batch in texts {
        batch.into_iter().try_for_each(|difference| put(&connection, difference))?;
    }
    connection.execute_batch("COMMIT")?;
    connection.close().map_err(|(_, source)| Error::from(source))
}

fn copy(from: &Connection, to: &Connection, table: &str, columns: &str) -> Result<()> {
    to.execute(&format!("DELETE FROM {table}"), [])?;
    let marks = if columns.matches(',').count() == 1 { "?1, ?2" } else { "?1, ?2, ?3" };
    let mut insert = to.prepare(&format!("INSERT INTO {table} ({columns}) VALUES ({marks})"))?;
    let mut select = from.prepare(&format!("SELECT {columns} FROM {table}"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        for column in 1..=insert.parameter_count() {
            insert.raw_bind_parameter(column, ToSqlOutput::Borrowed(row.get_ref(column - 1)?))?;
        }
        insert.raw_execute()?;
    }
    Ok(())
}
