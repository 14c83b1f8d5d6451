//! Counts and hashes the bytes that pass.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

use crate::hexadecimal::hexadecimal;

/// A reader or writer whose bytes are counted and hashed as they pass.
pub(super) struct Hashed<T> {
    inner: T,
    digest: Sha256,
    /// How many bytes have passed.
    pub(super) bytes: u64,
}

impl<T> Hashed<T> {
    pub(super) fn new(inner: T) -> Self {
        Self { inner, digest: Sha256::new(), bytes: 0 }
    }

    /// Returns the SHA-256 of what has passed, as descriptors write it.
    pub(super) fn hash(self) -> String {
        format!("sha256:{}", hexadecimal(self.digest.finalize()))
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.pass(&buffer[..count]);
        Ok(count)
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(buffer)?;
        self.pass(&buffer[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
