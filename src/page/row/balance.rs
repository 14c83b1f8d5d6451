//! Brackets and quotes: where a seam would cut a pair in two, and which straight quotes open and which close.

use super::text::{Class, Text};

/// Which places lie inside a pair, and what the straight quotes of a row mean.
#[derive(Debug, Default)]
pub(super) struct Balance {
    /// Per pair of brackets or quotes: the first and the last place inside it. Empty when the row has none or they do not match.
    inside: Vec<(usize, usize)>,
    /// The positions of the straight quotes that open.
    opening: Vec<usize>,
    /// The positions of the straight quotes that are inch marks.
    inches: Vec<usize>,
    /// Whether a straight quote was opened and never closed.
    left_open: bool,
}

impl Balance {
    /// Reads the pairs of a row. A row whose pairs do not match has no pairs.
    pub(super) fn of(text: &Text) -> Self {
        let mut balance = Self::default();
        let mut open_brackets: Vec<usize> = Vec::new();
        let mut open_quote = None;
        let mut matched = true;
        for i in 0..text.len() {
            match text.class(i) {
                Class::Open => open_brackets.push(i),
                Class::Close => match open_brackets.pop() {
                    Some(start) => balance.inside.push((start + 1, i)),
                    None => matched = false,
                },
                Class::Quote => open_quote = balance.read_quote(text, i, open_quote),
                _ => {}
            }
        }
        balance.left_open = open_quote.is_some();
        if !matched || !open_brackets.is_empty() || open_quote.is_some() {
            balance.inside.clear();
        }
        balance
    }

    /// Reads one straight quote; returns the quote that is open after it.
    fn read_quote(&mut self, text: &Text, i: usize, open: Option<usize>) -> Option<usize> {
        match open {
            Some(start) => {
                self.inside.push((start + 1, i));
                None
            }
            None if text.before(i) == Class::Digit => {
                self.inches.push(i);
                None
            }
            None => {
                self.opening.push(i);
                Some(i)
            }
        }
    }

    /// Whether a seam at this place would cut a pair of brackets or quotes in two.
    pub(super) fn cuts_a_pair(&self, i: usize) -> bool {
        self.inside.iter().any(|(first, last)| (*first..=*last).contains(&i))
    }

    /// Whether every straight quote that opens is closed.
    pub(super) fn quotes_match(&self) -> bool {
        !self.left_open
    }

    /// Whether the straight quote at this position opens.
    pub(super) fn opens(&self, i: usize) -> bool {
        self.opening.binary_search(&i).is_ok()
    }

    /// Whether the straight quote at this position is an inch mark.
    pub(super) fn is_inch_mark(&self, i: usize) -> bool {
        self.inches.binary_search(&i).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seam_inside_brackets_cuts_a_pair() {
        let balance = Balance::of(&Text::new("a(b)c"));
        assert_eq!([1, 2, 3, 4].map(|i| balance.cuts_a_pair(i)), [false, true, true, false]);
    }

    #[test]
    fn brackets_that_do_not_match_say_nothing() {
        let balance = Balance::of(&Text::new("a)b(c"));
        assert!((0..5).all(|i| !balance.cuts_a_pair(i)));
    }

    #[test]
    fn inch_marks_are_not_quotes() {
        let balance = Balance::of(&Text::new("5'7\"\"Hi\""));
        assert!(balance.is_inch_mark(3) && balance.opens(4) && balance.cuts_a_pair(6) && !balance.cuts_a_pair(4));
    }
}
