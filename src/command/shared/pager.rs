//! Standard output on a terminal: what is longer than the screen goes through a pager. What fits is printed as it is, and no
//! pager is started for it.

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;
use signal_hook::{SigId, flag, low_level};

/// The pager that is there on most machines: it keeps colour, and leaves the text on the screen.
pub const DEFAULT: &str = "less -FRX";

/// Standard output, through a pager where that is needed.
pub struct Paged {
    pager: String,
    /// The lines of the screen, and how many columns one has.
    screen: (usize, usize),
    /// What was written before the screen is full.
    held: Vec<u8>,
    lines: usize,
    state: State,
}

enum State {
    /// All of it fits so far.
    Held,
    /// There is no pager.
    Direct,
    /// It reads what follows. Ctrl-C is for it alone: it is noted here, and does nothing.
    Running(Child, Option<SigId>),
}

impl Paged {
    /// Returns standard output for a screen of so many lines and columns.
    #[must_use]
    pub fn new(pager: String, screen: (usize, usize)) -> Self {
        Self { pager, screen, held: Vec::new(), lines: 0, state: State::Held }
    }

    fn start(&mut self) -> io::Result<()> {
        let mut words = self.pager.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).stdin(Stdio::piped());
        // For a `less` whose flags nobody chose, and where nothing else says in what characters we write.
        for (variable, value) in [("LESS", "FRX"), ("LESSCHARSET", "utf-8")] {
            if std::env::var_os(variable).is_none() {
                command.env(variable, value);
            }
        }
        // One that is not there is no reason to show nothing.
        self.state = command.spawn().map_or(State::Direct, |child| {
            let ignored = flag::register(SIGINT, Arc::new(AtomicBool::new(false))).ok();
            State::Running(child, ignored)
        });
        let held = std::mem::take(&mut self.held);
        self.pass_on(&held)
    }

    fn pass_on(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.state {
            State::Running(child, _) => child.stdin.as_mut().map_or(Ok(()), |stdin| stdin.write_all(bytes)),
            State::Held | State::Direct => io::stdout().write_all(bytes),
        }
    }
}

impl Write for Paged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !matches!(self.state, State::Held) {
            self.pass_on(bytes)?;
            return Ok(bytes.len());
        }
        self.held.extend_from_slice(bytes);
        let (height, width) = self.screen;
        self.lines += bytes.split(|byte| *byte == b'\n').map(|line| line.len() / width.max(1) + 1).sum::<usize>() - 1;
        // The last line of the screen is the prompt's.
        if self.lines >= height.max(2) {
            self.start()?;
        }
        Ok(bytes.len())
    }

    /// Nothing: what is held is shown at the end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Paged {
    fn drop(&mut self) {
        let held = std::mem::take(&mut self.held);
        // Nobody is left to tell that it cannot be shown.
        let _ = self.pass_on(&held).and_then(|()| io::stdout().flush());
        if let State::Running(child, ignored) = &mut self.state {
            drop(child.stdin.take());
            let _ = child.wait();
            if let Some(ignored) = ignored.take() {
                low_level::unregister(ignored);
            }
        }
    }
}
