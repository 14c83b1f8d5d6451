//! Bytes in lower-case hexadecimal, as `sha256sum` prints them.

use std::fmt::Write as _;

/// Returns bytes in lower-case hexadecimal.
#[must_use]
pub fn hexadecimal(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string does not fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
