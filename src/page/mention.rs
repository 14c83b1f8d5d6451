//! Where a text names one of the page's figures.
//!
//! A figure is named by its full name, in any case, or by any part of it, one word or several in a row, that belongs to
//! no other figure of the page: of "World War I" and "World War II", "War I" and "II" tell, "War" does not. Words that
//! are grammar ("the", "of", "A", "I") or plain numbers tell only together with another word, as in "Type A". A part
//! that is capitalised in the name must be so in the text: "Grant" names General Grant, "grant" does not. The longest
//! match wins, so "New York City" never names New York. Accents do not count.

use std::collections::HashMap;
use std::ops::Range;

use super::bytes::{any_byte, any_pair};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Of a longer name only the full name and single words are looked for: its parts would be too many.
const MOST_WORDS: usize = 8;

/// English words that carry grammar, not meaning.
const GRAMMAR: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "before", "both",
    "but", "by", "can", "could", "did", "do", "does", "either", "for", "from", "had", "has", "have", "he", "her",
    "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "may", "me", "might", "more", "most",
    "must", "my", "neither", "no", "nor", "not", "of", "off", "on", "or", "our", "ours", "out", "over", "shall", "she",
    "should", "so", "some", "such", "than", "that", "the", "their", "theirs", "them", "then", "there", "these", "they",
    "this", "those", "to", "under", "up", "upon", "us", "versus", "vs", "was", "we", "were", "what", "when", "where",
    "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "you", "your", "yours",
];

/// A text without case and accents, with single spaces and plain quotes and hyphens, and where it had capitals.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) chars: Vec<char>,
    capital: Vec<bool>,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        if is_plain(text) {
            // The same as below, of most texts in a small part of the time.
            return Self {
                chars: text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())).collect(),
                capital: text.bytes().map(|byte| byte.is_ascii_uppercase()).collect(),
            };
        }
        let mut folded = Self { chars: Vec::with_capacity(text.len()), capital: Vec::with_capacity(text.len()) };
        text.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| folded.push(c));
        folded
    }

    fn push(&mut self, c: char) {
        let c = match c {
            '’' | '‘' | 'ʼ' => '\'',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' && self.chars.last().is_none_or(|last| *last == ' ') {
            return;
        }
        if c.is_ascii() {
            self.chars.push(c.to_ascii_lowercase());
            self.capital.push(c.is_ascii_uppercase());
            return;
        }
        for lower in c.to_lowercase().filter(|c| !is_combining_mark(*c)) {
            self.chars.push(lower);
            self.capital.push(c.is_uppercase());
        }
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.capital.get(at).is_some_and(|capital| *capital)
    }

    fn text(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    /// Answers whether a name may begin or end between this character and the one before.
    fn is_boundary(&self, at: usize) -> bool {
        let Some(next) = self.chars.get(at) else {
            return true;
        };
        // A Korean syllable is decomposed: its vowel and final consonant belong to what is before them.
        if matches!(next, '\u{1160}'..='\u{11ff}') {
            return false;
        }
        let Some(before) = at.checked_sub(1).map(|before| self.chars[before]) else {
            return true;
        };
        !(before.is_alphanumeric() && next.is_alphanumeric()) || is_unspaced(before) || is_unspaced(*next)
    }

    /// Answers whether a name that ends here is not the beginning of another: "C" in "C++" is not C.
    fn is_whole(&self, end: usize) -> bool {
        let extends = |c: &char| matches!(c, '+' | '#');
        self.is_boundary(end) && !self.chars.get(end).is_some_and(extends)
    }
}

/// Answers whether a text is of ASCII, with single spaces within it and no other white space.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_other_space = |byte: u8| matches!(byte, b'\t'..=b'\r');
    text.is_ascii()
        && !text.starts_with(' ')
        && !any_byte(bytes, is_other_space)
        && !any_pair(bytes, |before, byte| before == b' ' && byte == b' ')
}

/// Answers whether the character is of a script that does not part words by spaces, or joins endings to them.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// One place where a text names a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// The index of the figure.
    pub(super) figure: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is the full name.
    pub(super) is_full: bool,
}

/// What a figure may be called.
struct Pattern {
    chars: Vec<char>,
    /// The offsets that must be capital in the text.
    capitals: Vec<usize>,
    figure: usize,
    is_full: bool,
}

/// The names of a page's figures, ready to be looked for.
pub(super) struct Names {
    /// By first character, the longest first.
    patterns: HashMap<char, Vec<Pattern>>,
    /// A bit for each character of ASCII that one begins with: most characters of a text begin none, and to find that in the
    /// map took a fourth of the time for a page's prose.
    ascii: u128,
}

impl Names {
    pub(super) fn new(figures: &[String]) -> Self {
        let names: Vec<Folded> = figures.iter().map(|figure| Folded::new(figure)).collect();
        let mut owners = HashMap::new();
        for (figure, name) in names.iter().enumerate() {
            let full = name.text(0..name.chars.len());
            // Two names that differ in accents only tell nothing apart.
            owners.entry(full).and_modify(|owner| *owner = None).or_insert(Some((figure, None)));
        }
        for (figure, name) in names.iter().enumerate() {
            for part in parts(name) {
                let range = part.first().start..part.last().end;
                let owner = owners.entry(name.text(range)).or_insert_with(|| Some((figure, Some(part))));
                if let Some((other, Some(_))) = owner
                    && *other != figure
                {
                    *owner = None;
                }
            }
        }
        let owners = owners.into_values().flatten();
        Self::index(owners.filter_map(|(figure, part)| pattern(&names[figure], figure, part.as_ref())))
    }

    fn index(patterns: impl Iterator<Item = Pattern>) -> Self {
        let mut index: HashMap<char, Vec<Pattern>> = HashMap::new();
        for pattern in patterns {
            if let Some(first) = pattern.chars.first() {
                index.entry(*first).or_default().push(pattern);
            }
        }
        for patterns in index.values_mut() {
            patterns.sort_by(|a, b| b.chars.len().cmp(&a.chars.len()).then_with(|| a.chars.cmp(&b.chars)));
        }
        let ascii = index.keys().filter_map(|first| bit(*first)).fold(0, |all, bit| all | bit);
        Self { patterns: index, ascii }
    }

    /// Returns the longest name that begins at this place of the text.
    pub(super) fn at(&self, text: &Folded, start: usize) -> Option<Mention> {
        let first = text.chars.get(start)?;
        let begins_none = bit(*first).is_some_and(|bit| self.ascii & bit == 0);
        // Most characters begin none or stand within a word, and to look one up takes longer than to see that.
        if begins_none || !text.is_boundary(start) {
            return None;
        }
        let patterns = self.patterns.get(first)?;
        let found = patterns.iter().find(|pattern| {
            text.chars[start..].starts_with(&pattern.chars)
                && pattern.capitals.iter().all(|offset| text.is_capital(start + offset))
                && text.is_whole(start + pattern.chars.len())
        })?;
        let end = start + found.chars.len();
        Some(Mention { figure: found.figure, start, end, is_full: found.is_full })
    }
}

/// Returns the bit that stands for a character of ASCII.
fn bit(c: char) -> Option<u128> {
    c.is_ascii().then(|| 1 << u32::from(c))
}

/// One or more words of a name in a row, as ranges of its folded text; never empty.
#[derive(Clone)]
struct Part(Vec<Range<usize>>);

impl Part {
    fn first(&self) -> &Range<usize> {
        &self.0[0]
    }

    fn last(&self) -> &Range<usize> {
        &self.0[self.0.len() - 1]
    }
}

/// Returns all parts of a name, those that tell nothing included: they show which parts names share.
fn parts(name: &Folded) -> Vec<Part> {
    let words = words(name);
    let longest = if words.len() > MOST_WORDS { 1 } else { words.len() };
    let lengths = 1..=longest;
    lengths.flat_map(|length| words.windows(length).map(|part| Part(part.to_vec()))).collect()
}

/// Returns the words of a name, without the punctuation around them and without a possessive ending.
fn words(name: &Folded) -> Vec<Range<usize>> {
    let is_edge =
        |at: usize| matches!(name.chars[at], '(' | ')' | '[' | ']' | '"' | '“' | '”' | '\'' | ',' | '.' | ':' | ';');
    let mut words = Vec::new();
    let mut start = 0;
    for word in name.chars.split(|c| *c == ' ') {
        let mut range = start..start + word.len();
        start = range.end + 1;
        while !range.is_empty() && is_edge(range.start) && name.chars[range.start] != '.' {
            range.start += 1;
        }
        while !range.is_empty() && is_edge(range.end - 1) {
            range.end -= 1;
        }
        if range.len() > 2 && name.chars[range.clone()].ends_with(&['\'', 's']) {
            range.end -= 2;
        }
        if name.chars[range.clone()].iter().any(|c| c.is_alphanumeric()) {
            words.push(range);
        }
    }
    words
}

/// Returns the pattern for a part of a name, or for all of it; none when the part tells nothing.
fn pattern(name: &Folded, figure: usize, part: Option<&Part>) -> Option<Pattern> {
    let Some(part) = part else {
        let whole = 0..name.chars.len();
        let is_delicate = whole.len() == 1 || GRAMMAR.contains(&&*name.text(whole.clone()));
        let capitals = whole.filter(|at| is_delicate && name.is_capital(*at)).collect();
        return Some(Pattern { chars: name.chars.clone(), capitals, figure, is_full: true });
    };
    if !part.0.iter().any(|word| tells(name, word)) {
        return None;
    }
    let range = part.first().start..part.last().end;
    let capitals = part.0.iter().flat_map(|word| capitals(name, word));
    let capitals = capitals.map(|at| at - range.start).collect();
    Some(Pattern { chars: name.chars[range].to_vec(), capitals, figure, is_full: false })
}

/// Answers whether a word of a name means something by itself: it is no grammar, no number and no initial.
fn tells(name: &Folded, word: &Range<usize>) -> bool {
    let is_number = name.chars[word.clone()].iter().all(char::is_ascii_digit);
    let is_initial = word.len() == 1 && name.chars.get(word.end) == Some(&'.');
    !is_number && !is_initial && (!is_grammar(name, word) || is_acronym(name, word))
}

/// Returns the places where a text must have a capital for this word to be meant.
fn capitals(name: &Folded, word: &Range<usize>) -> Vec<usize> {
    let needed = match (is_grammar(name, word), is_acronym(name, word)) {
        (true, true) => word.clone(),
        (true, false) if word.len() > 1 => word.start..word.start,
        _ => word.start..word.start + 1,
    };
    needed.filter(|at| name.is_capital(*at)).collect()
}

fn is_grammar(name: &Folded, word: &Range<usize>) -> bool {
    GRAMMAR.contains(&&*name.text(word.clone()))
}

/// Answers whether the word is written in capitals ("US", "IT"), so that it is no grammar although it is spelt like it.
fn is_acronym(name: &Folded, word: &Range<usize>) -> bool {
    word.len() > 1 && word.clone().all(|at| name.is_capital(at))
}

#[cfg(test)]
mod tests;
