//! A place in the tokens of a text that is being read.

use super::token::{Kind, Token};

/// What is left of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    tokens: &'t [Token],
}

impl<'t> Cursor<'t> {
    pub fn new(tokens: &'t [Token]) -> Self {
        Self { tokens }
    }

    /// Returns what is left.
    pub fn rest(&self) -> &'t [Token] {
        self.tokens
    }

    pub fn peek(&self) -> Option<&'t Token> {
        self.tokens.first()
    }

    pub fn skip(&mut self, count: usize) {
        self.tokens = &self.tokens[count.min(self.tokens.len())..];
    }

    /// Takes the next token if it is such a one.
    pub fn next_if(&mut self, is_wanted: impl Fn(&Token) -> bool) -> Option<&'t Token> {
        let token = self.peek().filter(|token| is_wanted(token))?;
        self.skip(1);
        Some(token)
    }

    /// Takes the words of the first of these phrases that is next, and returns what belongs to it.
    pub fn next_of<T: Copy>(&mut self, phrases: &[(&str, T)]) -> Option<T> {
        let first = self.peek().map(Token::word).filter(|word| !word.is_empty())?;
        let is_next = |phrase: &str| {
            if !phrase.starts_with(&*first) {
                return None;
            }
            let mut count = 0;
            let is_next = phrase.split(' ').all(|word| {
                count += 1;
                self.tokens.get(count - 1).is_some_and(|token| token.word() == word)
            });
            is_next.then_some(count)
        };
        let (count, belongs) = phrases.iter().find_map(|(phrase, belongs)| Some((is_next(phrase)?, *belongs)))?;
        self.skip(count);
        Some(belongs)
    }

    /// Returns the first `count` tokens as they are written together, without what separates them but one space.
    pub fn written(&self, count: usize) -> Option<String> {
        let mut written = String::new();
        for (number, token) in self.tokens.get(..count)?.iter().enumerate() {
            if number > 0 && token.is_apart {
                written.push(' ');
            }
            written.push_str(&token.text);
        }
        Some(written)
    }

    pub fn has_numeral(&self) -> bool {
        self.tokens.iter().any(|token| token.kind == Kind::Numeral)
    }
}
