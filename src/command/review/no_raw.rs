//! In place of `raw.rs` where there is no raw mode to be had: keys come as lines there.

use std::io;

use signal_hook::consts::{SIGINT, SIGTERM};

/// The signals that end asking.
pub const ENDING: &[i32] = &[SIGINT, SIGTERM];
pub const CTRL_C: char = '\u{3}';
pub const CTRL_D: char = '\u{4}';

/// A terminal in raw mode, of which there is none.
pub enum Raw {}

impl Raw {
    /// Fails.
    pub fn enter() -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Is never called.
    pub fn key(&mut self, _: impl Fn() -> bool) -> io::Result<Option<char>> {
        match *self {}
    }
}
