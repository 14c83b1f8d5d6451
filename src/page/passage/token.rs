//! Words and signs between names, and where sentences end.

use super::words::{ABBREVIATIONS, COORDINATORS};
use crate::page::mention::Folded;

/// A word or a sign of a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) is_capital: bool,
}

impl Token {
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&&*self.text)
    }

    pub(super) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    /// Answers whether this may be a title or a first name.
    pub(super) fn is_title(&self) -> bool {
        self.is_capital && self.is_word() && !self.is_one_of(COORDINATORS)
    }
}

/// Returns the words and signs of a part of the text. A hyphen joins words; a possessive ending is a word.
pub(super) fn tokens(text: &Folded, start: usize, end: usize) -> Vec<Token> {
    let chars = &text.chars[start..end];
    let is_inner =
        |at: usize| matches!(chars[at], '-' | '\'') && chars.get(at + 1).is_some_and(|c| c.is_alphanumeric());
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let first = at;
        at += 1;
        let is_possessive = chars[first] == '\'' && chars.get(at) == Some(&'s');
        if chars[first].is_alphanumeric() || is_possessive {
            while at < chars.len() && (chars[at].is_alphanumeric() || is_inner(at)) {
                at += 1;
            }
        }
        if chars[first] != ' ' {
            let text_of = chars[first..at].iter().collect();
            tokens.push(Token { text: text_of, is_capital: text.is_capital(start + first) });
        }
    }
    tokens
}

/// Returns the gap without what stands in brackets, and without quotation marks.
pub(super) fn without_asides(gap: Vec<Token>) -> Vec<Token> {
    let mut depth = 0_usize;
    let is_kept = |token: &Token| {
        match &*token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "\"" | "“" | "”" | "*" | "_" => {}
            _ => return depth == 0,
        }
        false
    };
    gap.into_iter().filter(is_kept).collect()
}

/// Answers whether the character ends a sentence. Initials, abbreviations and what goes on in lower case do not.
pub(super) fn ends_sentence(text: &Folded, at: usize) -> bool {
    let chars = &text.chars;
    let is_stop = match chars[at] {
        '。' | '！' | '？' | '।' => return true,
        '.' => true,
        '!' | '?' | '…' => false,
        _ => return false,
    };
    let is_closing = |at: &usize| matches!(chars[*at], '"' | '\'' | '”' | '»' | ')' | ']');
    let next = (at + 1..chars.len()).find(|at| !is_closing(at));
    if next.is_some_and(|next| chars[next] != ' ') {
        return false;
    }
    let goes_on = next.and_then(|next| chars.get(next + 1)).is_some_and(|c| c.is_lowercase());
    let goes_on = goes_on && next.is_some_and(|next| !text.is_capital(next + 1));
    let word: Vec<char> = chars[..at].iter().rev().take_while(|c| c.is_alphanumeric()).copied().collect();
    let word: String = word.into_iter().rev().collect();
    let is_short = word.chars().count() == 1 || ABBREVIATIONS.contains(&&*word);
    !(goes_on || is_stop && is_short)
}
