//! By what the base knows a page again that it has read: the hash of its bytes.

use sha2::{Digest, Sha256};

use crate::hexadecimal::hexadecimal;

/// Returns the SHA-256 of the bytes in lower-case hexadecimal, as `sha256sum` prints it.
pub(super) fn of(bytes: &[u8]) -> String {
    hexadecimal(Sha256::digest(bytes))
}
