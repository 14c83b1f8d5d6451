//! What a search asks for: the words of a text, as the full-text index and as names have them.

use std::collections::HashSet;

use unicode_normalization::char::is_combining_mark;

use crate::name;

/// The most words that are looked for in names, and as beginnings of words: what a person types has fewer.
const MOST_WORDS: usize = 64;

/// Which words may be beginnings of those that are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// None: all are whole words.
    Whole,
    /// The last: it may not be typed to its end.
    LastBegins,
    /// Every one.
    AllBegin,
}

/// The words of a search.
#[derive(Debug)]
pub(super) struct Asked(Vec<String>);

/// A word without case and accents, and whether words are meant that begin so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Term {
    pub word: String,
    pub begins: bool,
}

impl Term {
    /// Tells whether a word without case and accents is what is asked for.
    pub fn fits(&self, word: &str) -> bool {
        if self.begins { word.starts_with(&self.word) } else { word == self.word }
    }

    /// Returns a text that stands behind all words that begin so.
    pub fn end(&self) -> String {
        format!("{}\u{10ffff}", self.word)
    }
}

/// Tells whether the index takes a character for one of a word. Rust counts as alphabetic also marks and letters in circles and
/// squares, which the index passes over; what it has no word of is found nowhere. [sqlite.org/fts5.html, unicode61: L*, N*, Co]
fn is_of_words(c: char) -> bool {
    let is_symbol = matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    c.is_alphanumeric() && !is_combining_mark(c) && !is_symbol
}

impl Asked {
    /// Takes the words out of any text. What is no word is passed over.
    pub fn of(text: &str) -> Self {
        let mut asked = HashSet::new();
        let words = text
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| word.chars().any(is_of_words) && asked.insert(without_signs(word)));
        Self(words.map(String::from).collect())
    }

    /// Returns them as an FTS5 query that asks for all of them, `None` when there is none.
    ///
    /// Each word stands in double quotes, so that nothing in it is an operator. A word is what the index's tokenizer takes
    /// for one, or several that it then finds side by side ("don't").
    pub fn query(&self, fit: Fit) -> Option<String> {
        let words = self.0.iter().enumerate().map(|(at, word)| {
            format!("\"{}\"{}", word.replace('"', "\"\""), if self.begins(at, fit) { "*" } else { "" })
        });
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| all_of(&words))
    }

    /// Returns them as names have them, each once; `None` where there are none, or more than names are looked through for.
    pub fn terms(&self, fit: Fit) -> Option<Vec<Term>> {
        if self.0.len() > MOST_WORDS {
            return None;
        }
        let mut terms: Vec<Term> = Vec::new();
        for (at, typed) in self.0.iter().enumerate() {
            let mut words = name::words(typed);
            let last = words.pop().map(|word| Term { word, begins: self.begins(at, fit) });
            let whole = words.into_iter().map(|word| Term { word, begins: false });
            for term in whole.chain(last) {
                if !terms.contains(&term) {
                    terms.push(term);
                }
            }
            if terms.len() > MOST_WORDS {
                return None;
            }
        }
        (!terms.is_empty()).then_some(terms)
    }

    /// Tells whether the fit asks for more than whole words, and for other words than the one before it.
    pub fn is_of_use(&self, fit: Fit) -> bool {
        let begin = (0..self.0.len()).filter(|at| self.begins(*at, fit)).count();
        match fit {
            Fit::Whole => true,
            Fit::LastBegins => begin > 0,
            Fit::AllBegin => begin > usize::from(self.begins(self.0.len().saturating_sub(1), Fit::LastBegins)),
        }
    }

    /// Tells whether words are meant that begin like one of those asked for. A sign behind a word ends it ("C++", "tea."),
    /// but for the star that stands for any ending elsewhere.
    fn begins(&self, at: usize, fit: Fit) -> bool {
        let is_open = || self.0.get(at).is_some_and(|word| word.ends_with(|c: char| c.is_alphanumeric() || c == '*'));
        match fit {
            Fit::Whole => false,
            Fit::LastBegins => at + 1 == self.0.len() && is_open(),
            Fit::AllBegin => is_open(),
        }
    }
}

/// Returns the word without case and signs, as far as the index surely does. Asking twice for a word finds nothing else,
/// but every place of it is then compared with every other.
fn without_signs(word: &str) -> String {
    let parts = word.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ").to_ascii_lowercase()
}

/// Joins words half by half: FTS5 copies the list of all words so far for each that is added to it.
fn all_of(words: &[String]) -> String {
    match words.split_at(words.len() / 2) {
        ([], rest) => rest.concat(),
        (first, rest) => format!("({} AND {})", all_of(first), all_of(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_asked_for_once() {
        let query = |text| Asked::of(text).query(Fit::Whole);
        assert_eq!(query("Tea, tea \"TEA\" don't don't. -"), Some("(\"Tea,\" AND \"don't\")".to_owned()));
        assert_eq!(query("tea"), Some("\"tea\"".to_owned()));
        assert_eq!(query(" - "), None);
    }

    #[test]
    fn a_beginning_is_a_word_that_no_sign_ends() {
        for (text, last, all) in [
            ("green te", "(\"green\" AND \"te\"*)", "(\"green\"* AND \"te\"*)"),
            ("revol*", "\"revol*\"*", "\"revol*\"*"),
            ("c++ te", "(\"c++\" AND \"te\"*)", "(\"c++\" AND \"te\"*)"),
            ("te c++", "(\"te\" AND \"c++\")", "(\"te\"* AND \"c++\")"),
        ] {
            assert_eq!(Asked::of(text).query(Fit::LastBegins).as_deref(), Some(last));
            assert_eq!(Asked::of(text).query(Fit::AllBegin).as_deref(), Some(all));
        }
        let of_use = |text, fit| Asked::of(text).is_of_use(fit);
        assert!(of_use("tea", Fit::LastBegins) && !of_use("tea", Fit::AllBegin));
        assert!(of_use("green tea", Fit::AllBegin) && of_use("te c++", Fit::AllBegin));
        assert!(!of_use("c++", Fit::LastBegins) && !of_use("", Fit::LastBegins) && !of_use("", Fit::AllBegin));
    }

    #[test]
    fn names_have_the_words_inside_signs_too() {
        let terms = Asked::of("Don't tea").terms(Fit::AllBegin).unwrap();
        let terms: Vec<(&str, bool)> = terms.iter().map(|term| (&*term.word, term.begins)).collect();
        assert_eq!(terms, [("don", false), ("t", true), ("tea", true)]);
        assert_eq!(Asked::of("🎉").terms(Fit::Whole), None);
        let many: Vec<String> = (0..100).map(|number| format!("a{number}")).collect();
        assert_eq!(Asked::of(&many.join(" ")).terms(Fit::Whole), None);
        assert_eq!(Asked::of(&many.join("-")).terms(Fit::Whole), None);
    }
}
