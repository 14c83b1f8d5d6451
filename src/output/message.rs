//! Texts that must not run on: one line, or not longer than somebody reads.

use std::borrow::Cow;

use super::safe::safe;

/// Returns the text made safe ([`safe()`]) and on one line, so that no text can look like a line of its own.
#[must_use]
pub fn one_line(text: &str) -> String {
    safe(text).replace('\n', " ")
}

/// The longest message in characters. What a page calls its figures may be as long as the page.
const LONGEST_MESSAGE: usize = 4_000;

/// Returns a message for standard error: on one line, and not longer than somebody reads.
#[must_use]
pub fn message(text: &str) -> String {
    one_line(&shortened(text))
}

/// Returns the text, or the beginning of it when it is longer than a message.
#[must_use]
pub fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_MESSAGE) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]).into(),
    }
}
