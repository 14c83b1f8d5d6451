//! Connections that read: a few that stay open, and one more request than these waits for its turn.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
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
    idle: Mutex<Vec<Store>>,
    /// How often another file took the place of the base.
    files: AtomicU64,
    readers: Arc<Semaphore>,
    writers: Arc<Semaphore>,
}

impl Pool {
    /// Returns a pool for the base at `path`, with so many readers at most.
    #[must_use]
    pub fn new(path: PathBuf, readers: usize) -> Self {
        Self {
            path,
            idle: Mutex::new(Vec::new()),
            files: AtomicU64::new(0),
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
            let file = pool.files.load(Ordering::Acquire);
            let mut store = pool.take()?;
            let end = Instant::now() + LONGEST;
            store.stop_when(move || Instant::now() > end)?;
            let answer = question(&mut store);
            // One that failed may be broken; another is opened when it is needed.
            if answer.is_ok() && file == pool.files.load(Ordering::Acquire) {
                pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
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
        self.files.fetch_add(1, Ordering::AcqRel);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn take(&self) -> Result<Store, Problem> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let Some(mut store) = idle else { return Ok(Store::open(&self.path, Access::Read)?) };
        store.renew()?;
        Ok(store)
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
