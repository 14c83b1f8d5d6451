//! Calls take turns: only so many of a kind are answered at a time, each on a thread of its own.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::{task, time};

use crate::error::{Error, Result};

/// How long a call may wait for its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Waits until it is a call's turn.
pub async fn turn(of: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit> {
    match time::timeout(LONGEST_WAIT, Arc::clone(of).acquire_owned()).await {
        Ok(Ok(turn)) => Ok(turn),
        _ => Err(busy("other calls take their time")),
    }
}

/// Returns what is said where it is not.
#[must_use]
pub fn busy(problem: &str) -> Error {
    Error::usage(problem, "ask again in a while")
}

/// Does work that blocks, on a thread of its own. The turn goes with the thread, which runs on where nobody waits for it.
pub async fn work<T: Send + 'static>(
    turn: OwnedSemaphorePermit,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let done = task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    // What a panic says, it has said on standard error.
    let fault = |_| Error::usage("a fault of versus itself ended this call", "ask in another way");
    done.await.map_err(fault)?
}
