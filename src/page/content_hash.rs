//! By what the base knows a page again that it has read: the hash of its bytes.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Returns the SHA-256 of the bytes in lower-case hexadecimal, as `sha256sum` prints it.
pub(super) fn of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hash, byte| {
        // Writing to a string does not fail.
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}
