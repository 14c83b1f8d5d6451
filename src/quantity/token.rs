//! A cell's text as words, numerals and signs.

/// A word, a numeral or a sign of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// As it is written; a word without the full stop after it.
    pub text: String,
    /// Whether white space stands before it.
    pub is_apart: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits, with what separates them within one number.
    Numeral,
    /// Letters; also those with digits behind them, which are a name or a code (`PS5`, `H2O`).
    Word,
    /// Anything else, one character each.
    Sign,
}

impl Token {
    pub fn is_sign(&self, signs: &str) -> bool {
        self.kind == Kind::Sign && signs.contains(&*self.text)
    }

    pub fn is_dash(&self) -> bool {
        self.is_sign("-–—‒‑−")
    }

    pub fn is_numeral(&self) -> bool {
        self.kind == Kind::Numeral
    }

    /// Returns a word in small letters; nothing for a numeral or a sign.
    pub fn word(&self) -> String {
        if self.kind == Kind::Word { self.text.to_lowercase() } else { String::new() }
    }
}

/// Returns the tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut is_apart = false;
    while let Some(&c) = chars.get(at) {
        let start = at;
        if c.is_whitespace() {
            is_apart = true;
            at += 1;
            continue;
        }
        let kind = if c.is_ascii_digit() {
            at = numeral_end(&chars, at);
            Kind::Numeral
        } else if is_letter(c) {
            while chars.get(at).is_some_and(|c| is_letter(*c) || is_in_word(&chars, at)) {
                at += 1;
            }
            Kind::Word
        } else {
            at += 1;
            Kind::Sign
        };
        tokens.push(Token { kind, text: chars[start..at].iter().collect(), is_apart });
        is_apart = false;
        // The full stop of an abbreviation, or of the end.
        if kind == Kind::Word && chars.get(at) == Some(&'.') {
            at += 1;
        }
    }
    tokens
}

/// Letters, and what units are written with.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '²' | '³' | '°' | '·')
}

/// Whether a character goes on with the word before it: a digit behind a letter, an apostrophe or a point between letters.
fn is_in_word(chars: &[char], at: usize) -> bool {
    let is_between = || {
        chars.get(at + 1).is_some_and(|after| after.is_alphabetic())
            && at.checked_sub(1).is_some_and(|before| chars[before].is_alphabetic())
    };
    match chars[at] {
        c if c.is_ascii_digit() => chars[at - 1].is_alphanumeric(),
        '\'' | '’' | '.' => is_between(),
        _ => false,
    }
}

/// Returns where a numeral ends that begins at a digit: with separators each of which has digits on both sides, and with
/// spaces where groups of three digits follow.
fn numeral_end(chars: &[char], start: usize) -> usize {
    let digits = |from: usize| chars[from.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = start + digits(start);
    let is_short = end - start <= 3;
    while let Some(separator) = chars.get(end) {
        let group = digits(end + 1);
        let goes_on = match separator {
            ',' | '.' => group > 0,
            '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => group == 3 && is_short,
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1 + group;
    }
    end
}
