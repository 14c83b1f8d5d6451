//! Keeps a row of a stranger's file from filling the memory.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// How many bytes may pass before the next row begins, shared by who reads rows and who reads bytes.
#[derive(Clone, Default)]
pub(super) struct Allowance(Rc<Cell<u64>>);

/// The most bytes of a row with what is read ahead of it. A page of 8 MiB is a value at most, and rows hold two texts of that
/// size and a few short ones.
const MOST: u64 = 64 * 1024 * 1024;

impl Allowance {
    /// Says that a row begins.
    pub(super) fn renew(&self) {
        self.0.set(MOST);
    }
}

/// A reader that fails when a row is longer than it may be.
pub(super) struct Bounded<R> {
    pub(super) inner: R,
    pub(super) allowance: Allowance,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.allowance.0.get();
        if left == 0 {
            return Err(io::Error::other(format!("a row is longer than {} MiB", MOST / 1024 / 1024)));
        }
        let count = self.inner.read(buffer)?;
        self.allowance.0.set(left.saturating_sub(count as u64));
        Ok(count)
    }
}
