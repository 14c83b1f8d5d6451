//! Reasons for which rows are unclear, as kinds: without what is only of one row.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Returns the kind of a reason: what it quotes becomes `…`, and its numbers `N`.
#[must_use]
pub fn kind(reason: &str) -> String {
    let mut kind = String::new();
    let mut parts = reason.split('`').enumerate().peekable();
    while let Some((number, part)) = parts.next() {
        // What a page wrote may hold a backtick, and the last one may be missing: it is quoted then to the end.
        if number % 2 == 1 {
            kind.push_str("`…");
            if parts.peek().is_some() {
                kind.push('`');
            }
            continue;
        }
        let mut in_number = false;
        for c in part.chars() {
            if !c.is_ascii_digit() {
                kind.push(c);
            } else if !in_number {
                kind.push('N');
            }
            in_number = c.is_ascii_digit();
        }
    }
    kind
}

/// Tells whether a reason, or its kind, has a text in it, whatever the case.
#[must_use]
pub fn has(reason: &str, text: &str) -> bool {
    let text = text.trim().to_lowercase();
    reason.to_lowercase().contains(&text) || kind(reason).to_lowercase().contains(&text)
}

/// Returns the kinds of reasons, each with how many there are of it, the most frequent first.
#[must_use]
pub fn counts<'a>(reasons: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for reason in reasons {
        *counts.entry(kind(reason)).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_nothing_of_one_row() {
        assert_eq!(kind("two splits fit equally well"), "two splits fit equally well");
        assert_eq!(
            kind("the digits `43520` could be cut in several places"),
            "the digits `…` could be cut in several places"
        );
        assert_eq!(
            kind("1 of the 12 places where cells end can be seen"),
            "N of the N places where cells end can be seen"
        );
        assert_eq!(kind("the attribute `Color` is already in row 13"), "the attribute `…` is already in row N");
        assert_eq!(kind("the attribute `Col"), "the attribute `…");
    }

    #[test]
    fn a_reason_is_found_by_any_part_of_it_or_of_its_kind() {
        let reason = "the digits `43520` could be cut in several places";
        for part in ["the digits", "Digits `435", "SEVERAL places", "`…` could", " the "] {
            assert!(has(reason, part), "{part}");
        }
        assert!(!has(reason, "capitals"));
    }
}
