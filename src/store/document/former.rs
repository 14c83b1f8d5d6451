//! A document's present state on its way to become a former one: read before an update, in many updates on a thread beside all
//! else that they do, and kept. How it is read again is in `version`.

use std::collections::HashMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
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
    pub fn save(&self, connection: &Connection, now: &str) -> Result<()> {
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

/// Reads and compresses former states while the caller does something else.
#[derive(Debug)]
pub(super) enum Formers {
    /// Where one document changes, or the base is in no file that can be read while it is written: at once.
    Here(Packer),
    /// By a thread that reads the base as it was before the transaction.
    Apart(Apart),
}

/// The thread, what is asked of it, and what was asked for ahead.
#[derive(Debug)]
pub(super) struct Apart {
    wanted: Option<Sender<(DocumentId, Sender<Result<Former>>)>>,
    thread: Option<JoinHandle<()>>,
    ahead: HashMap<DocumentId, Receiver<Result<Former>>>,
}

/// A former state that is read and compressed, or soon will be.
#[derive(Debug)]
pub(super) enum Awaited {
    Here(Former),
    Apart(Receiver<Result<Former>>),
}

impl Formers {
    /// Returns one for a document or two.
    pub fn here() -> Self {
        Self::Here(Packer::default())
    }

    /// Returns one for many documents, each of which is asked for once and was there before the transaction.
    pub fn apart(connection: &Connection) -> Result<Self> {
        let journal: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        let Some(path) = connection.path().filter(|path| !path.is_empty() && journal == "wal") else {
            return Ok(Self::here());
        };
        // With a write-ahead log a reader sees what was last committed, and the caller holds the lock under which anything
        // could be.
        let before = connect(Path::new(path), Access::Read)?;
        before.execute_batch("BEGIN")?;
        let (sender, wanted) = channel::<(DocumentId, Sender<Result<Former>>)>();
        let pack_all = move || {
            let mut packer = Packer::default();
            for (id, former) in wanted {
                // Nobody waits for it any more where the update has failed.
                let _ = former.send(Former::of(&before, id, &mut packer));
            }
        };
        Ok(thread::Builder::new().spawn(pack_all).map_or_else(
            |_| Self::here(),
            |thread| Self::Apart(Apart { wanted: Some(sender), thread: Some(thread), ahead: HashMap::new() }),
        ))
    }

    /// Lets the thread, if there is one, begin with a document that will most likely be asked for soon and was there before
    /// the transaction. It stays in memory until it is asked for, or is not expected any more.
    pub fn expect(&mut self, id: DocumentId) {
        if let Self::Apart(apart) = self {
            let receiver = apart.ask(id);
            apart.ahead.insert(id, receiver);
        }
    }

    /// Lets go of a document that was expected and not asked for.
    pub fn expect_no_more(&mut self, id: DocumentId) {
        if let Self::Apart(apart) = self {
            apart.ahead.remove(&id);
        }
    }

    /// Begins to read and compress the present state of a document. `is_new` tells that it came with this transaction.
    pub fn begin(&mut self, connection: &Connection, id: DocumentId, is_new: bool) -> Result<Awaited> {
        match self {
            Self::Here(packer) => Ok(Awaited::Here(Former::of(connection, id, packer)?)),
            Self::Apart(_) if is_new => Ok(Awaited::Here(Former::of(connection, id, &mut Packer::default())?)),
            Self::Apart(apart) => {
                let begun = apart.ahead.remove(&id);
                Ok(Awaited::Apart(begun.unwrap_or_else(|| apart.ask(id))))
            }
        }
    }
}

impl Apart {
    fn ask(&self, id: DocumentId) -> Receiver<Result<Former>> {
        let (sender, receiver) = channel();
        let wanted = self.wanted.as_ref().expect("it is there until the end");
        wanted.send((id, sender)).expect("the thread waits for more");
        receiver
    }
}

/// The thread's connection must be gone before the caller's: the last one that is closed clears the log away.
impl Drop for Apart {
    fn drop(&mut self) {
        drop(self.wanted.take());
        // It does not panic; if it did, what it was asked for was missed already.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Awaited {
    /// Returns the former state.
    pub fn end(self) -> Result<Former> {
        match self {
            Self::Here(former) => Ok(former),
            Self::Apart(former) => former.recv().expect("the thread sends what it is asked for"),
        }
    }
}
