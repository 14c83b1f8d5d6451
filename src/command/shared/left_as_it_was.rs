//! A terminal on which a line is edited, left as it was when a signal ends the process meanwhile (`kill`, a window that is closed).
//! The line editor sees to that only where it ends by itself.

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread;

use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGQUIT, SIGTERM};
use signal_hook::flag;
use signal_hook::low_level::{emulate_default_handler, pipe};

use crate::command::shared::interrupt::UNWATCHED;

/// What ends the line editor's mode of the terminal.
const PASTE_AS_BEFORE: &str = "\x1b[?2004l\n";

/// How the terminal was before a line is edited on it; `None` when none is. Watches for signals from the first time on.
static BEFORE: LazyLock<Option<Before>> = LazyLock::new(|| watch().ok());

#[derive(Clone)]
struct Before {
    terminal: Arc<Mutex<Option<Termios>>>,
    /// Whether a signal that nothing else watches ends the process at once.
    is_idle: Arc<AtomicBool>,
}

impl Before {
    fn set(&self, terminal: Option<Termios>) {
        *self.terminal.lock().unwrap_or_else(PoisonError::into_inner) = terminal;
    }
}

/// Edits a line, which puts the terminal into a mode of its own.
pub fn during<T>(edit: impl FnOnce() -> T) -> T {
    let (Some(before), Ok(terminal)) = (&*BEFORE, tcgetattr(io::stdin())) else { return edit() };
    before.set(Some(terminal));
    let was_unwatched = UNWATCHED.swap(false, Ordering::Relaxed);
    before.is_idle.store(false, Ordering::Relaxed);
    let edited = edit();
    before.is_idle.store(true, Ordering::Relaxed);
    UNWATCHED.store(was_unwatched, Ordering::Relaxed);
    before.set(None);
    edited
}

/// Has a thread wait for signals: what is to be done then is nothing for a handler, and reading a line cannot be left.
fn watch() -> io::Result<Before> {
    let before = Before { terminal: Arc::default(), is_idle: Arc::new(AtomicBool::new(true)) };
    let signal = Arc::new(AtomicUsize::new(0));
    let (woken, wake) = UnixStream::pair()?;
    let (waiting, came) = (before.clone(), Arc::clone(&signal));
    thread::Builder::new().spawn(move || wait(woken, &waiting, &came))?;
    // `kill` may be watched by the work that follows a question; the others are by nothing.
    let idle = [(SIGTERM, &*UNWATCHED), (SIGHUP, &before.is_idle), (SIGQUIT, &before.is_idle)];
    for (number, is_idle) in idle {
        flag::register_conditional_default(number, Arc::clone(is_idle))?;
        flag::register_usize(number, Arc::clone(&signal), usize::try_from(number).unwrap_or_default())?;
        pipe::register(number, wake.try_clone()?)?;
    }
    Ok(before)
}

/// Ends the process for a signal that comes while a line is edited.
fn wait(mut woken: UnixStream, before: &Before, signal: &AtomicUsize) {
    while io::Read::read(&mut woken, &mut [0]).is_ok_and(|length| length > 0) {
        let terminal = before.terminal.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(terminal) = &*terminal else { continue };
        // To change a terminal that others have by now would stop this process instead.
        if tcgetpgrp(io::stdin()).is_ok_and(|group| group == getpgrp()) {
            let _ = tcsetattr(io::stdin(), OptionalActions::Flush, terminal);
            let _ = io::stderr().write_all(PASTE_AS_BEFORE.as_bytes());
        }
        let _ = emulate_default_handler(i32::try_from(signal.load(Ordering::Relaxed)).unwrap_or(SIGTERM));
    }
}
