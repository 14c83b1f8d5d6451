//! The byte order mark, with which a page itself says in which encoding it is.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// Answers whether the bytes begin with a byte order mark, which nothing said of them overrules.
pub(super) fn has_mark(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some()
}

/// Returns the beginning of a page for a look at what it is: as text where a mark says how, else as it stands.
pub(super) fn peeked(start: &[u8]) -> Cow<'_, [u8]> {
    match Encoding::for_bom(start) {
        Some((encoding, mark)) => {
            Cow::Owned(encoding.decode_without_bom_handling(&start[mark..]).0.into_owned().into())
        }
        None => Cow::Borrowed(start),
    }
}
