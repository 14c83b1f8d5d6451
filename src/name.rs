//! How names are compared: one rule for figures, attributes, headings and slugs, shared by the page reader,
//! the store and the commands. It knows nothing of where names are kept.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name of a figure or an attribute, and the longest address of a page, in bytes. Real ones have some dozens; a
/// name is compared, taken apart into words and shown again and again.
pub const LONGEST: usize = 8_000;

/// Returns the name as it is stored: Unicode NFC, white space (non-breaking included) collapsed to single spaces.
#[must_use]
pub fn clean(name: &str) -> String {
    let mut cleaned = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        if word.is_ascii() {
            cleaned.push_str(word);
        } else {
            cleaned.extend(word.nfc());
        }
    }
    cleaned
}

/// Returns the form under which two names are the same name: [`clean`], without case.
#[must_use]
pub fn fold(name: &str) -> String {
    let lower = clean(name).to_lowercase();
    if lower.is_ascii() { lower } else { lower.nfc().collect() }
}

/// Returns the text without case and accents, for matching what people type ("erdogan" finds "Erdoğan").
#[must_use]
pub fn fold_accents(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .collect()
}

/// Returns the words of a text: runs of letters and digits, without case and accents.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    fold_accents(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(String::from).collect()
}

/// Returns the name as part of an address: words joined by hyphens, letters outside ASCII kept.
/// A name without a letter or digit gives an empty string.
#[must_use]
pub fn slug(name: &str) -> String {
    let folded = fold_accents(name);
    let mut slug = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// Returns a name as one argument of a command that can be typed into a shell.
#[must_use]
pub fn quoted(name: &str) -> String {
    if name.chars().all(|c| c.is_alphanumeric() || c == '-') {
        return name.to_owned();
    }
    if name.contains(['"', '$', '`', '\\', '!']) {
        return format!("'{}'", name.replace('\'', "'\\''"));
    }
    format!("\"{name}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_differ_in_case_form_or_spacing_are_the_same() {
        assert_eq!(fold("JOSÉ\u{a0} Martí "), fold("jose\u{301} marti\u{301}"));
        assert_ne!(fold("José"), fold("Jose"), "accents distinguish stored names");
    }

    #[test]
    fn words_lose_case_accents_and_punctuation() {
        assert_eq!(words("Recep Tayyip ERDOĞAN's"), ["recep", "tayyip", "erdogan", "s"]);
    }

    #[test]
    fn a_slug_is_words_and_hyphens() {
        assert_eq!(slug("Joseph Stalin vs. Leon Trotsky"), "joseph-stalin-vs-leon-trotsky");
        assert_eq!(slug("C++"), "c");
        assert_eq!(slug("***"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(name in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&name)), fold(&name));
            prop_assert_eq!(clean(&clean(&name)), clean(&name));
        }
    }
}
