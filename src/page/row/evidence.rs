//! What is known beside the row: words of the page's prose and of its figures' names, and attributes known from elsewhere.

use std::collections::HashSet;

use crate::name;
use crate::page::bytes::first_pair;

/// More special words than any page has; bounds the work on hostile ones.
const MOST_WORDS: usize = 256;
/// How many bytes of the prose are looked at to tell its language.
const LONGEST_SAMPLE: usize = 300;
/// Longer words are not looked for.
const LONGEST_WORD: usize = 40;

/// What is known beside a row. Built once per page.
#[derive(Debug, Default)]
pub struct Evidence<'a> {
    /// Words that look like two run together but that the prose shows to be one: `PayPal`, `iOS`, `PS5`.
    compounds: Vec<String>,
    /// Acronyms and numbers that stand by themselves somewhere on the page: `USSR`, `1917`.
    standing: HashSet<String>,
    /// The beginning of the prose, to tell its language by.
    sample: String,
    /// Folded names of attributes that other pages are known to have.
    known_attributes: Option<&'a HashSet<String>>,
}

impl<'a> Evidence<'a> {
    /// Collects what the page tells beside the row: its prose (not the table), all rows as they stand, the figures' names.
    #[must_use]
    pub fn new(prose: &str, raw_rows: &[&str], figures: &[String]) -> Self {
        Self::from_passages(&[prose], raw_rows, figures)
    }

    /// The same as [`Evidence::new`], for prose in several pieces.
    #[must_use]
    pub fn from_passages(passages: &[&str], raw_rows: &[&str], figures: &[String]) -> Self {
        let mut evidence = Self::default();
        for text in passages {
            if evidence.sample.len() < LONGEST_SAMPLE {
                evidence.sample.push_str(&text[..text.floor_char_boundary(LONGEST_SAMPLE)]);
                evidence.sample.push(' ');
            }
        }
        for text in passages.iter().copied().chain(figures.iter().map(String::as_str)) {
            evidence.learn_text(text);
        }
        for row in raw_rows {
            evidence.learn_row(row);
        }
        evidence
    }

    /// Adds attributes known from elsewhere, as [`name::fold`] gives them.
    #[must_use]
    pub fn with_known_attributes(mut self, attributes: &'a HashSet<String>) -> Self {
        self.known_attributes = Some(attributes);
        self
    }

    /// Words that look like two run together but are one.
    pub(super) fn compounds(&self) -> impl Iterator<Item = &str> {
        self.compounds.iter().map(String::as_str)
    }

    /// Whether the page has a word that begins with a small `i` before a capital.
    pub(super) fn has_small_words(&self) -> bool {
        let begins_small = |word: &String| word.starts_with('i') && word[1..].starts_with(char::is_uppercase);
        self.compounds.iter().any(begins_small)
    }

    /// The beginning of the page's prose.
    pub(super) fn sample(&self) -> &str {
        &self.sample
    }

    /// Whether this acronym or number stands by itself somewhere on the page.
    pub(super) fn stands_alone(&self, word: &str) -> bool {
        self.standing.contains(word)
    }

    /// Whether other pages are known to have this attribute.
    pub(super) fn knows_attribute(&self, attribute: &str) -> bool {
        self.known_attributes.is_some_and(|known| attribute.len() <= 100 && known.contains(&name::fold(attribute)))
    }

    /// Remembers the words of running text that tell something.
    fn learn_text(&mut self, text: &str) {
        let parts = |byte: u8| matches!(byte, b' ' | b'\n');
        let tells = |byte: u8| {
            byte.is_ascii_uppercase()
                || byte.is_ascii_digit()
                || !byte.is_ascii()
                || matches!(byte, b'\t' | 0x0c | b'\r')
        };
        // Most words have nothing behind their first letter that tells, and are passed over without a closer look.
        let mut rest = text;
        while let Some(at) = first_pair(rest.as_bytes(), |before, byte| !parts(before) && tells(byte)) {
            let (before, behind) = rest.as_bytes().split_at(at);
            let start = before.iter().rposition(|byte| parts(*byte)).map_or(0, |space| space + 1);
            let end = behind.iter().position(|byte| parts(*byte)).map_or(rest.len(), |length| at + length);
            rest[start..end].split_whitespace().for_each(|word| self.learn_word(word));
            rest = &rest[end..];
        }
    }

    /// Remembers a word if it looks like two, or is an acronym or a number.
    fn learn_word(&mut self, word: &str) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        if word.len() < 2 || word.len() > LONGEST_WORD {
            return;
        }
        if is_acronym(word) || is_number(word) {
            if self.standing.len() < MOST_WORDS {
                self.standing.insert(word.to_owned());
            }
        } else if looks_glued(word)
            && self.compounds.len() < MOST_WORDS
            && !self.compounds.iter().any(|known| known == word)
        {
            self.compounds.push(word.to_owned());
        }
    }

    /// Remembers the acronyms of a row that no seam can touch: those between two spaces.
    fn learn_row(&mut self, row: &str) {
        let words = row.split(' ').count();
        for word in row.split(' ').skip(1).take(words.saturating_sub(2).min(MOST_WORDS)) {
            let word = word.trim_end_matches([',', ';']);
            if (3..=5).contains(&word.len()) && is_acronym(word) && self.standing.len() < MOST_WORDS {
                self.standing.insert(word.to_owned());
            }
        }
    }
}

/// Whether the word is all capitals.
fn is_acronym(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// Whether the word is all digits.
fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word by itself looks like two run together: an inner capital, or letters beside digits.
fn looks_glued(word: &str) -> bool {
    let mut previous = '-';
    for c in word.chars() {
        let inner_capital = c.is_uppercase() && (previous.is_lowercase() || previous.is_ascii_digit());
        let inner_digit = c.is_ascii_digit() && previous.is_alphabetic();
        let title_after_capitals = c.is_lowercase() && previous.is_uppercase();
        if inner_capital || inner_digit || (title_after_capitals && !word.starts_with(previous)) {
            return true;
        }
        previous = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(prose: &str) -> Evidence<'static> {
        Evidence::new(prose, &[], &[])
    }

    #[test]
    fn prose_shows_which_words_are_one() {
        let evidence = evidence("Pay by PayPal, says McCollum's PhD (on iOS).");
        assert_eq!(evidence.compounds().collect::<Vec<_>>(), ["PayPal", "McCollum", "PhD", "iOS"]);
    }

    #[test]
    fn acronyms_and_numbers_stand_alone() {
        let evidence = evidence("The USSR in 1917.");
        assert!(evidence.stands_alone("USSR") && evidence.stands_alone("1917") && !evidence.stands_alone("The"));
    }

    #[test]
    fn attributes_are_known_without_case() {
        let known = HashSet::from([name::fold("Foreign Policy")]);
        assert!(evidence("").with_known_attributes(&known).knows_attribute("Foreign policy"));
        assert!(!evidence("").knows_attribute("Foreign policy"));
    }
}
