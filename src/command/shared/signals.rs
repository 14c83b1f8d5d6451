//! The signals that end what goes on until it is told to end: Ctrl-C and `kill`.

use std::io;
#[cfg(unix)]
use std::sync::atomic::Ordering;

use tokio::signal;

#[cfg(unix)]
use super::interrupt::UNWATCHED;

/// The signals that end it.
#[derive(Debug)]
#[cfg(unix)]
pub struct Signals {
    interrupt: signal::unix::Signal,
    terminate: signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Watches for them from here on.
    pub fn watch() -> io::Result<Self> {
        use signal::unix::{SignalKind, signal};
        let signals = Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? };
        // Who watched before, while a base was made, would end the process at once.
        UNWATCHED.store(false, Ordering::Relaxed);
        Ok(signals)
    }

    /// Waits for one.
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// The signals that end it.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct Signals(signal::windows::CtrlC);

#[cfg(not(unix))]
impl Signals {
    /// Watches for them from here on.
    pub fn watch() -> io::Result<Self> {
        signal::windows::ctrl_c().map(Self)
    }

    /// Waits for one.
    pub async fn next(&mut self) {
        self.0.recv().await;
    }
}
