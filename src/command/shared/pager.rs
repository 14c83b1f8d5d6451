//! Standard output on a terminal: what is longer than the screen goes through a pager. What fits is printed as it is, and no
//! pager is started for it.

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;
use signal_hook::{SigId, flag, low_level};
use unicode_width::UnicodeWidthStr;

/// The pager that is there on most machines: it keeps colour, and leaves the text on the screen.
pub const DEFAULT: &str = "less -FRX";

/// The most bytes of a column, about, for what is not a whole line yet.
const MOST_BYTES: usize = 16;

/// Standard output, through a pager where that is needed.
pub struct Paged {
    pager: String,
    /// The lines of the screen, and how many columns one has.
    screen: (usize, usize),
    /// What was written before the screen is full.
    held: Vec<u8>,
    /// How much of that was counted, in whole lines, and how many lines of the screen it takes.
    counted: usize,
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
        Self { pager, screen, held: Vec::new(), counted: 0, lines: 0, state: State::Held }
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
        while let Some(length) = self.held[self.counted..].iter().position(|byte| *byte == b'\n') {
            let line = String::from_utf8_lossy(&self.held[self.counted..self.counted + length]);
            self.lines += shown(&line).div_ceil(width.max(1)).max(1);
            self.counted += length + 1;
        }
        let begun = (self.held.len() - self.counted) / (MOST_BYTES * width.max(1));
        // The last line of the screen is the prompt's.
        if self.lines + begun >= height.max(2) {
            self.start()?;
        }
        Ok(bytes.len())
    }

    /// Nothing: what is held is shown at the end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Returns how many columns a line takes on the screen.
fn shown(line: &str) -> usize {
    // Colour takes none; nothing else that acts on a terminal is written.
    let mut parts = line.split('\u{1b}');
    let plain = parts.next().map_or(0, UnicodeWidthStr::width);
    plain + parts.map(|part| part.split_once('m').map_or(part, |(_, text)| text).width()).sum::<usize>()
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Tells whether text needs a pager on a screen of 5 lines and 10 columns, one write at a time.
    fn is_paged(writes: &[&str]) -> bool {
        let mut paged = Paged::new("dd of=/dev/null status=none".into(), (5, 10));
        for text in writes {
            paged.write_all(text.as_bytes()).expect("nothing is written");
        }
        let is_paged = !matches!(paged.state, State::Held);
        paged.held.clear();
        is_paged
    }

    #[test]
    fn what_fits_the_screen_goes_through_no_pager() {
        assert!(!is_paged(&["1\n2\n3\n4\n"]));
        assert!(is_paged(&["1\n2\n3\n4\n5\n"]));
        assert!(!is_paged(&["1\n2", "\n", "3\n4\n"]), "wherever it is cut");
        assert!(!is_paged(&["1234567890\n"; 4]), "a line that is just as wide as the screen");
        assert!(is_paged(&["12345678901\n"; 3]), "two lines each");
    }

    #[test]
    fn lines_are_as_long_as_they_are_wide_on_the_screen() {
        assert!(!is_paged(&["──────────\n"; 4]), "not as they have bytes");
        assert!(!is_paged(&["\u{1b}[1m1234567890\u{1b}[0m\n"; 4]), "colour has no width");
        assert!(is_paged(&["日本語日本語\n"; 3]), "two columns a sign");
    }

    #[test]
    fn what_has_no_end_is_not_held() {
        assert!(is_paged(&["1234567890"; 100]));
    }
}
