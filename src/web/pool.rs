//! Connections that read: a few that stay open, and one more request than these waits for its turn.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::task;

use super::problem::Problem;
use crate::store::{Access, Store};

/// How long what is asked of the base for one page may take.
pub const LONGEST: Duration = Duration::from_secs(8);

/// How many requests may wait to write. A write waits for that of another program, as commands do.
const WRITERS: usize = 4;

/// The connections of a site.
#[derive(Debug)]
pub struct Pool {
    path: PathBuf,
    idle: Mutex<Idle>,
    readers: Arc<Semaphore>,
    writers: Arc<Semaphore>,
}

/// Connections that wait for their turn.
#[derive(Debug, Default)]
struct Idle {
    /// How often another file took the place of the base: those of an earlier one are of no use.
    file: u64,
    stores: Vec<Store>,
}

impl Pool {
    /// Returns a pool for the base at `path`, with so many readers at most.
    #[must_use]
    pub fn new(path: PathBuf, readers: usize) -> Self {
        Self {
            path,
            idle: Mutex::default(),
            readers: Arc::new(Semaphore::new(readers)),
            writers: Arc::new(Semaphore::new(WRITERS)),
        }
    }

    /// Answers a question from the base, within [`LONGEST`].
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&mut Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        // It goes with the thread, which runs on where the client has gone.
        let permit = Arc::clone(&self.readers).acquire_owned().await.map_err(|_| Problem::ended())?;
        let pool = Arc::clone(self);
        let answer = task::spawn_blocking(move || {
            let _permit = permit;
            let (file, mut store) = pool.take()?;
            let end = Instant::now() + LONGEST;
            store.stop_when(move || Instant::now() > end)?;
            let answer = question(&mut store);
            // One that failed may be broken; another is opened when it is needed.
            if answer.is_ok() {
                pool.give_back(file, store);
            }
            answer
        });
        self.ended(answer.await)
    }

    fn ended<T>(&self, done: Result<Result<T, Problem>, task::JoinError>) -> Result<T, Problem> {
        done.map_err(|_| Problem::ended())?.map_err(|problem| problem.told(&self.path))
    }

    /// Leaves the connections that are open, which are of a file that is not there any more.
    pub fn forget(&self) {
        let mut idle = self.idle();
        *idle = Idle { file: idle.file + 1, ..Idle::default() };
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns a connection, and which file it is of.
    fn take(&self) -> Result<(u64, Store), Problem> {
        let (file, store) = {
            let mut idle = self.idle();
            (idle.file, idle.stores.pop())
        };
        let Some(mut store) = store else { return Ok((file, Store::open(&self.path, Access::Read)?)) };
        store.renew()?;
        Ok((file, store))
    }

    fn give_back(&self, file: u64, store: Store) {
        let mut idle = self.idle();
        if idle.file == file {
            idle.stores.push(store);
        }
    }

    /// Changes the base.
    pub async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let permit = Arc::clone(&self.writers).acquire_owned().await.map_err(|_| Problem::ended())?;
        let path = self.path.clone();
        let done = task::spawn_blocking(move || {
            let _permit = permit;
            change(&mut Store::open(&path, Access::Write)?)
        });
        self.ended(done.await)
    }
}
