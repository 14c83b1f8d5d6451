//! How long a statement of a stranger may take.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::error::{CutOff, Error};

/// How long SQLite may work for a query. Compiling it and finding its rows count, what is done with the rows does not.
#[derive(Debug)]
pub struct Deadline {
    pub(super) time: Duration,
    made: Instant,
    /// When to stop, in nanoseconds after `made`; [`u64::MAX`] while SQLite is not at work.
    until: AtomicU64,
}

/// How long after its end SQLite may take to notice: it looks at the clock between instructions, and one instruction of a
/// statement that means harm (`instr` of two long texts) can take minutes.
const GRACE: Duration = Duration::from_secs(1);

impl Deadline {
    /// Returns one of so much time, which does not run yet.
    #[must_use]
    pub fn new(time: Duration) -> Self {
        Self { time, made: Instant::now(), until: AtomicU64::new(u64::MAX) }
    }

    /// Tells whether SQLite should have stopped a while ago. It cannot be told to then: all that is left is to end the
    /// process, which has only read.
    #[must_use]
    pub fn is_overrun(&self) -> bool {
        self.is_over(GRACE)
    }

    /// Returns what is said of a query that took too long.
    #[must_use]
    pub fn cut_off(&self) -> Error {
        Error::CutOff(CutOff::Time { seconds: self.time.as_secs_f64() })
    }

    pub(super) fn start(&self, left: Duration) {
        let until = self.made.elapsed().saturating_add(left).as_nanos();
        self.until.store(u64::try_from(until).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    pub(super) fn stop(&self) {
        self.until.store(u64::MAX, Ordering::Relaxed);
    }

    pub(super) fn is_over(&self, grace: Duration) -> bool {
        let until = Duration::from_nanos(self.until.load(Ordering::Relaxed));
        self.made.elapsed() > until.saturating_add(grace)
    }
}
