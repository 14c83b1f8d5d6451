//! How long a statement of a stranger may take.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::error::{CutOff, Error};

/// How long a query may take: compiling it, finding its rows and making something of them. Whoever does that stops the
/// clock while somebody else is waited for.
#[derive(Debug)]
pub struct Deadline {
    time: Duration,
    made: Instant,
    /// When to stop, in nanoseconds after `made`; [`u64::MAX`] while the clock stands.
    until: AtomicU64,
    /// How much time there was, in nanoseconds, when the clock was stopped.
    left: AtomicU64,
}

/// How long after its end may pass until that is noticed. SQLite looks at the clock between instructions, and one
/// instruction of a statement that means harm (`instr` of two long texts) can take minutes; and rows that were found in
/// time are still to be shown.
const GRACE: Duration = Duration::from_secs(1);

impl Deadline {
    /// Returns one of so much time, which does not run yet.
    #[must_use]
    pub fn new(time: Duration) -> Self {
        Self { time, made: Instant::now(), until: AtomicU64::new(u64::MAX), left: AtomicU64::new(nanoseconds(time)) }
    }

    /// Tells whether the query should have ended a while ago. It cannot be told to then: all that is left is to end the
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

    /// Lets the clock run, with the time that is left.
    pub fn start(&self) {
        let left = self.left.load(Ordering::Relaxed);
        self.until.store(nanoseconds(self.made.elapsed()).saturating_add(left), Ordering::Relaxed);
    }

    /// Stops the clock.
    pub fn stop(&self) {
        let until = self.until.swap(u64::MAX, Ordering::Relaxed);
        if until < u64::MAX {
            self.left.store(until.saturating_sub(nanoseconds(self.made.elapsed())), Ordering::Relaxed);
        }
    }

    /// Ends the time now: nobody waits for the query any more.
    pub fn end(&self) {
        self.left.store(0, Ordering::Relaxed);
        self.until.store(0, Ordering::Relaxed);
    }

    pub(super) fn is_over(&self, grace: Duration) -> bool {
        let until = Duration::from_nanos(self.until.load(Ordering::Relaxed));
        self.made.elapsed() > until.saturating_add(grace)
    }
}

/// Returns a time in nanoseconds, of which 64 bits hold 584 years.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
