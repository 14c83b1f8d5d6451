//! A reader that takes bytes back.

use std::io::{self, BufRead, Read};

/// A reader that takes bytes back.
pub(super) struct Unreading {
    again: Vec<u8>,
    /// How many of them were read again.
    at: usize,
    inner: Box<dyn BufRead + Send>,
}

impl Unreading {
    pub fn new(inner: Box<dyn BufRead + Send>) -> Self {
        Self { again: Vec::new(), at: 0, inner }
    }

    /// Takes bytes back, which are read next.
    pub fn unread(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.again[self.at..]);
        (self.again, self.at) = (bytes, 0);
    }

    /// Returns the next bytes without taking them; fewer at the end of the file.
    pub fn peek(&mut self, length: usize) -> io::Result<Vec<u8>> {
        if let Some(bytes) = self.again.get(self.at..self.at + length) {
            return Ok(bytes.to_vec());
        }
        let mut bytes = Vec::new();
        let read = self.take(length as u64).read_to_end(&mut bytes);
        self.unread(bytes.clone());
        read.map(|_| bytes)
    }

    /// Passes over bytes as long as `is_passed`, and returns the first few of them.
    pub fn skip(&mut self, is_passed: fn(u8) -> bool) -> io::Result<Vec<u8>> {
        let mut first = Vec::new();
        loop {
            let buffer = self.fill_buf()?;
            let passed = buffer.iter().position(|byte| !is_passed(*byte)).unwrap_or(buffer.len());
            first.extend_from_slice(&buffer[..passed.min(64_usize.saturating_sub(first.len()))]);
            let is_over = passed < buffer.len() || buffer.is_empty();
            self.consume(passed);
            if is_over {
                return Ok(first);
            }
        }
    }
}

impl Read for Unreading {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Unreading {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.again.len() { Ok(&self.again[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.again.len() {
            self.at += amount;
        } else {
            self.inner.consume(amount);
        }
        if self.at >= self.again.len() {
            (self.again, self.at) = (Vec::new(), 0);
        }
    }
}
