//! A terminal that gives each key at once and shows none of them, for as long as a value of this type lives.

use std::collections::VecDeque;
use std::io::{self, Stdin};

use rustix::io::{Errno, read};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// The signals that end asking, with the terminal as it was.
pub const ENDING: &[i32] = &[SIGHUP, SIGINT, SIGTERM];
pub const CTRL_C: char = '\u{3}';
pub const CTRL_D: char = '\u{4}';
const ESCAPE: u8 = 0x1b;

/// How long the terminal waits for a key before it says that there is none, in tenths of a second. A signal that came just
/// before reading began is noticed then.
const PATIENCE: u8 = 2;

/// A terminal in raw mode.
pub struct Raw {
    /// Read without the buffer of standard input, which other questions read.
    stdin: Stdin,
    before: Termios,
    /// What was typed and not asked for yet.
    typed: VecDeque<u8>,
}

impl Raw {
    /// Puts the terminal into raw mode. What was typed before is dropped: it was no answer to anything. Ctrl-C and the like are
    /// keys as any other.
    pub fn enter() -> io::Result<Self> {
        let stdin = io::stdin();
        let before = tcgetattr(&stdin)?;
        let mut raw = before.clone();
        raw.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN);
        raw.special_codes[SpecialCodeIndex::VMIN] = 0;
        raw.special_codes[SpecialCodeIndex::VTIME] = PATIENCE;
        tcsetattr(&stdin, OptionalActions::Flush, &raw)?;
        Ok(Self { stdin, before, typed: VecDeque::new() })
    }

    /// Waits for a key that has a character, as long as `goes_on` says so.
    pub fn key(&mut self, goes_on: impl Fn() -> bool) -> io::Result<Option<char>> {
        while goes_on() {
            if let Some(key) = next(&mut self.typed) {
                return Ok(Some(key));
            }
            let mut bytes = [0; 64];
            match read(&self.stdin, &mut bytes) {
                // Nothing was typed, or the terminal is gone, which it says only when it is asked.
                Ok(0) => {
                    tcgetattr(&self.stdin)?;
                }
                Ok(length) => self.typed.extend(&bytes[..length]),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(None)
    }
}

impl Drop for Raw {
    /// Leaves the terminal as it was. Keys that nobody asked for are not left to the shell, which would run them.
    fn drop(&mut self) {
        let _ = tcsetattr(&self.stdin, OptionalActions::Flush, &self.before);
    }
}

/// Returns the next key that has a character. Enter is passed over, which who is used to it presses behind a key, and so are
/// keys that come as a sequence, such as the arrows. A character beyond ASCII is none that anything asks for.
fn next(typed: &mut VecDeque<u8>) -> Option<char> {
    loop {
        match typed.pop_front()? {
            b'\n' | b'\r' => {}
            // Where the sequence ends depends on the terminal; all of it comes at once.
            ESCAPE => typed.clear(),
            0x80.. => {
                while typed.front().is_some_and(|byte| (0x80..0xc0).contains(byte)) {
                    typed.pop_front();
                }
                return Some(char::REPLACEMENT_CHARACTER);
            }
            byte => return Some(byte.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_apart_in_what_was_typed() {
        let keys = |typed: &str| {
            let mut typed: VecDeque<u8> = typed.bytes().collect();
            std::iter::from_fn(|| next(&mut typed)).collect::<String>()
        };
        assert_eq!(keys("1s u"), "1s u");
        assert_eq!(keys("1\r\n2\n"), "12");
        assert_eq!(keys("\x1b[A"), "");
        assert_eq!(keys("1\x1b[1;5D"), "1");
        assert_eq!(keys("é日x\u{3}"), "\u{fffd}\u{fffd}x\u{3}");
    }
}
