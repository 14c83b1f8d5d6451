//! What the fields of a report may hold, whoever fills them in: readers, editors, or another base.

use crate::error::{Error, Result};
use crate::model::COMMENT_LIMIT;

/// Fails when a comment is longer than reports hold.
pub fn ensure_short(comment: &str) -> Result<()> {
    let length = comment.chars().count();
    if length <= COMMENT_LIMIT {
        return Ok(());
    }
    Err(Error::usage(
        format!("the comment has {length} characters, {COMMENT_LIMIT} is the most"),
        "shorten it, or put the rest where `--evidence` can point to",
    ))
}

/// Fails unless a text is an http or https address: a scheme, a host, and nothing that ends an address.
pub fn ensure_address(text: &str) -> Result<()> {
    let lower = text.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let sound = host.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    if sound {
        return Ok(());
    }
    Err(Error::usage(
        format!("`{text}` is not an http or https address"),
        "give `--evidence` an address such as https://example.org/page, or use `--comment`",
    ))
}

/// Returns an editor's note without white space around it, `None` when nothing is left; fails when it is longer than the
/// base holds.
pub fn note(given: Option<&str>) -> Result<Option<&str>> {
    let note = given.map(str::trim).filter(|note| !note.is_empty());
    let length = note.map_or(0, |note| note.chars().count());
    if length > COMMENT_LIMIT {
        let message = format!("the note has {length} characters, {COMMENT_LIMIT} is the most");
        return Err(Error::usage(message, "shorten it"));
    }
    Ok(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_an_http_or_https_address() {
        for good in ["https://example.org/a?b=c#d", "http://example.org", "HTTPS://EXAMPLE.ORG/", "http://[::1]/"] {
            assert!(ensure_address(good).is_ok(), "{good}");
        }
        for bad in ["ftp://example.org", "example.org", "https://", "https:///x", "javascript:alert(1)", "http://a b"] {
            assert!(ensure_address(bad).is_err(), "{bad}");
        }
    }
}
