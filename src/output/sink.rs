//! What everything is written to: a buffer, and a ceiling where one is asked for.

use std::io::{self, BufWriter, Write};

use crate::error::CutOff;

/// Large, because exports run to millions of rows.
pub(super) const BUFFER: usize = 64 * 1024;

/// What formats write to. With a ceiling a row is kept until it is whole, and passed on only when it fits.
pub(super) struct Sink<'a> {
    out: BufWriter<Box<dyn Write + 'a>>,
    /// The most bytes.
    ceiling: Option<u64>,
    /// How many bytes of whole rows there are so far; counted only below a ceiling.
    passed: u64,
    row: Vec<u8>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(out: Box<dyn Write + 'a>) -> Self {
        Self { out: BufWriter::with_capacity(BUFFER, out), ceiling: None, passed: 0, row: Vec::new() }
    }

    pub(super) fn set_ceiling(&mut self, bytes: u64) {
        self.ceiling = Some(bytes);
    }

    pub(super) fn has_ceiling(&self) -> bool {
        self.ceiling.is_some()
    }

    /// Keeps room for what a format writes after the last row.
    pub(super) fn reserve(&mut self, bytes: u64) {
        self.passed += bytes;
    }

    /// A row ends here. One with which the ceiling would be passed is dropped, and is an error.
    pub(super) fn end_row(&mut self) -> io::Result<()> {
        let Some(bytes) = self.ceiling else { return Ok(()) };
        self.passed = self.passed.saturating_add(self.row.len() as u64);
        if self.passed > bytes {
            // Nor does any row after it fit, be it shorter: what is there is the beginning.
            self.passed = u64::MAX;
            self.row.clear();
            return Err(io::Error::other(CutOff::Bytes { bytes }));
        }
        self.pass_on()
    }

    /// Hands everything to the writer below.
    pub(super) fn hand_on(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.out.flush()
    }

    fn pass_on(&mut self) -> io::Result<()> {
        self.out.write_all(&self.row)?;
        self.row.clear();
        Ok(())
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.ceiling.is_none() {
            return self.out.write(bytes);
        }
        self.row.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Ends a row, because a flush is all that csv, which gathers bytes too, passes on of that. [`Sink::hand_on`] flushes.
    fn flush(&mut self) -> io::Result<()> {
        self.end_row()
    }
}
