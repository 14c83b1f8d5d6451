//! Being told to stop (Ctrl-C, `kill`) during work that must clean up behind itself.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::error::{Error, Result};
use crate::store::Store;

/// Whether nobody watches, so that a signal ends the process as it always did.
pub(super) static UNWATCHED: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// Whether the process was told to stop since this was made.
#[derive(Debug, Clone)]
pub struct Interrupt(Arc<AtomicUsize>);

impl Interrupt {
    /// Watches for signals from here on. The first one is only noted, for the work to end where it can; another one of the
    /// same kind ends the process at once.
    #[must_use]
    pub fn watch() -> Self {
        let watch = Self(Arc::default());
        for signal in [SIGINT, SIGTERM] {
            let number = usize::try_from(signal).unwrap_or_default();
            let again = Arc::default();
            // Where a signal cannot be watched, it ends the process as it always did. Run in the order of registration.
            let _ = flag::register_conditional_default(signal, Arc::clone(&UNWATCHED))
                .and_then(|_| flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again)))
                .and_then(|_| flag::register(signal, again))
                .and_then(|_| flag::register_usize(signal, Arc::clone(&watch.0), number));
        }
        UNWATCHED.store(false, Ordering::Relaxed);
        watch
    }

    /// Watches for signals during some work, which fails when there is one. Afterwards they act as before.
    pub fn during<T>(work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let was_unwatched = UNWATCHED.load(Ordering::Relaxed);
        let watch = Self::watch();
        let done = work(&watch);
        UNWATCHED.store(was_unwatched, Ordering::Relaxed);
        watch.ensure_none()?;
        done
    }

    /// Watches for nothing: a signal ends the process as it always did.
    #[must_use]
    pub fn unwatched() -> Self {
        Self(Arc::default())
    }

    /// Has the statements of a base fail when the process is told to stop.
    pub fn stop(&self, store: &mut Store) -> Result<()> {
        let watch = self.clone();
        store.stop_when(move || watch.is_there())
    }

    /// Tells whether the process was told to stop.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// Fails when the process was told to stop.
    pub fn ensure_none(&self) -> Result<()> {
        match self.0.load(Ordering::Relaxed) {
            0 => Ok(()),
            signal => Err(Error::Interrupted { signal }),
        }
    }

    /// Returns what is said of work that failed: that it was told to stop, if it was.
    #[must_use]
    pub fn explain(&self, error: Error) -> Error {
        self.ensure_none().err().unwrap_or(error)
    }
}
