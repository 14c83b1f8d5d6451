//! A document's present state on its way to become a former one: read before an update, in many updates on a thread beside all
//! else that they do, and kept. How it is read again is in `version`.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use rusqlite::{Connection, named_params};

use super::packing::Packer;
use super::version;
use crate::error::Result;
use crate::model::DocumentId;
use crate::store::base::{Access, connect};

/// A state of a document that is about to become a former one.
#[derive(Debug)]
pub(super) struct Former {
    id: DocumentId,
    source: String,
    figures: String,
    imported_at: String,
    content: Vec<u8>,
}

impl Former {
    /// Returns the present state of a document.
    fn of(connection: &Connection, id: DocumentId, packer: &mut Packer) -> Result<Self> {
        let document = version::present(connection, id)?;
        let content = packer.pack(&document);
        let figures = serde_json::to_string(&document.figures).expect("plain text has a JSON form");
        let sql = "SELECT imported_at FROM documents WHERE id = :id";
        let imported_at = connection.prepare_cached(sql)?.query_row(named_params! { ":id": id }, |row| row.get(0))?;
        Ok(Self { id, source: document.source, figures, imported_at, content })
    }

    /// Keeps it. It was replaced at `now`.
    fn save(&self, connection: &Connection, now: &str) -> Result<()> {
        connection.prepare_cached(include_str!("insert_version.sql"))?.execute(named_params! {
            ":document_id": self.id, ":source": self.source, ":figures": self.figures, ":content": self.content,
            ":imported_at": self.imported_at, ":replaced_at": now,
        })?;
        Ok(())
    }
}

/// Keeps the present state of a document, which is about to be replaced at `now`.
pub(super) fn save(connection: &Connection, id: DocumentId, now: &str) -> Result<()> {
    Former::of(connection, id, &mut Packer::default())?.save(connection, now)
}

/// How many bytes of former states may wait to be kept, unless it is one alone.
const MOST_WAITING: usize = 8 * 1024 * 1024;

/// Reads, compresses and keeps former states; where many documents change, while the caller does something else.
#[derive(Debug)]
pub(super) enum Formers {
    /// Where one document changes, or the base is in no file that can be read while it is written: at once.
    Here(Packer),
    /// By a thread that reads the base as it was before the transaction.
    Apart(Apart),
}

/// The thread, what is asked of it, and what it was asked for, in that order.
#[derive(Debug)]
pub(super) struct Apart {
    wanted: Option<Sender<DocumentId>>,
    thread: Option<JoinHandle<()>>,
    done: Receiver<Result<Former>>,
    /// How many were asked for and are not kept yet.
    awaited: usize,
    room: Arc<Room>,
}

/// The room for what waits to be kept.
#[derive(Debug, Default)]
struct Room {
    taken: Mutex<Taken>,
    is_freed: Condvar,
}

#[derive(Debug, Default)]
struct Taken {
    /// How many bytes wait.
    bytes: usize,
    /// Whether nobody waits for any of it, because the import is done or has failed.
    is_over: bool,
}

impl Room {
    /// Waits until there is room for so many bytes, and takes it. Returns whether anybody waits for them.
    fn take(&self, bytes: usize) -> bool {
        let is_full = |taken: &mut Taken| !taken.is_over && taken.bytes > 0 && taken.bytes + bytes > MOST_WAITING;
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = self.is_freed.wait_while(taken, is_full).unwrap_or_else(PoisonError::into_inner);
        taken.bytes += bytes;
        !taken.is_over
    }

    fn change(&self, change: impl FnOnce(&mut Taken)) {
        change(&mut self.taken.lock().unwrap_or_else(PoisonError::into_inner));
        self.is_freed.notify_one();
    }
}

impl Formers {
    /// Returns one for a document or two.
    pub fn here() -> Self {
        Self::Here(Packer::default())
    }

    /// Returns one for many documents, each of which changes once and was there before the transaction.
    pub fn apart(connection: &Connection) -> Result<Self> {
        let journal: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        let Some(path) = connection.path().filter(|path| !path.is_empty() && journal == "wal") else {
            return Ok(Self::here());
        };
        // With a write-ahead log a reader sees what was last committed, and the caller holds the lock under which anything
        // could be.
        let before = connect(Path::new(path), Access::Read)?;
        before.execute_batch("BEGIN")?;
        let (sender, wanted) = channel();
        let (ready, done) = channel();
        let room = Arc::new(Room::default());
        let room_of_thread = Arc::clone(&room);
        let pack_all = move || {
            let mut packer = Packer::default();
            for id in wanted {
                let former = Former::of(&before, id, &mut packer);
                let bytes = former.as_ref().map_or(0, |former| former.content.len());
                if !room_of_thread.take(bytes) || ready.send(former).is_err() {
                    return;
                }
            }
        };
        Ok(thread::Builder::new().spawn(pack_all).map_or_else(
            |_| Self::here(),
            |thread| Self::Apart(Apart { wanted: Some(sender), thread: Some(thread), done, awaited: 0, room }),
        ))
    }

    /// Takes the present state of a document, which is about to be replaced at `now`. It may be kept only with
    /// [`Self::finish`]. `is_new` tells that the document came with this transaction.
    pub fn keep(&mut self, connection: &Connection, id: DocumentId, is_new: bool, now: &str) -> Result<()> {
        match self {
            Self::Here(packer) => Former::of(connection, id, packer)?.save(connection, now),
            Self::Apart(_) if is_new => save(connection, id, now),
            Self::Apart(apart) => {
                apart.ask(id);
                apart.save_those_that_are_there(connection, now)
            }
        }
    }

    /// Keeps those that are not yet.
    pub fn finish(&mut self, connection: &Connection, now: &str) -> Result<()> {
        match self {
            Self::Here(_) => Ok(()),
            Self::Apart(apart) => apart.save_all(connection, now),
        }
    }
}

impl Apart {
    fn ask(&mut self, id: DocumentId) {
        let wanted = self.wanted.as_ref().expect("it is there until the end");
        wanted.send(id).expect("the thread waits for more");
        self.awaited += 1;
    }

    fn save_those_that_are_there(&mut self, connection: &Connection, now: &str) -> Result<()> {
        while let Ok(former) = self.done.try_recv() {
            self.save(&former?, connection, now)?;
        }
        Ok(())
    }

    fn save_all(&mut self, connection: &Connection, now: &str) -> Result<()> {
        while self.awaited > 0 {
            let former = self.done.recv().expect("the thread sends what it is asked for");
            self.save(&former?, connection, now)?;
        }
        Ok(())
    }

    fn save(&mut self, former: &Former, connection: &Connection, now: &str) -> Result<()> {
        former.save(connection, now)?;
        self.awaited -= 1;
        self.room.change(|taken| taken.bytes -= former.content.len());
        Ok(())
    }
}

/// The thread's connection must be gone before the caller's: the last one that is closed clears the log away.
impl Drop for Apart {
    fn drop(&mut self) {
        self.room.change(|taken| taken.is_over = true);
        drop(self.wanted.take());
        // It does not panic; if it did, what it was asked for was missed already.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
