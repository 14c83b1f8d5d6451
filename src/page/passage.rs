//! Which figures a passage is about.
//!
//! A passage names other figures in passing, so being named is not enough. What it is about is the subject of the first
//! sentence that names any figure: English puts the subject first, and a paragraph opens with its topic. So it is about
//! the figure named first in that sentence, and those named in one breath with it:
//!
//! - "A and B", "A, B and C", "both A and B", "neither A nor B", "between A and B", "A vs. B", "A's X and B's X";
//!   titles, first names and bracketed dates may stand between ("President A (1900-1950) and Vladimir B");
//! - "While A ..., B ...", "A ..., whereas B ...": two subjects, so both;
//! - "Unlike A, B ...", "Compared to A, B ...": A is only what B is held against, so B alone.
//!
//! A passage that names nobody, or only somebody that its unnamed subject is held against, is about no figure: that
//! "he" means the other one would be a guess.

mod sentence;
#[cfg(test)]
mod tests;
mod token;
mod words;

use self::sentence::Sentence;
use super::mention::{Folded, Names};

/// Returns the indices of the figures that the passage is about, in column order.
pub(super) fn subjects(passage: &str, names: &Names) -> Vec<usize> {
    let text = Folded::new(passage);
    let mut start = 0;
    while start < text.chars.len() {
        let sentence = Sentence::read(&text, names, start);
        let mut figures = sentence.subjects();
        if !figures.is_empty() {
            figures.sort_unstable();
            figures.dedup();
            return figures;
        }
        start = sentence.end;
    }
    Vec::new()
}

/// Returns the indices of the figures that a passage under a heading is about, in column order: under a heading that names
/// one figure alone it is about that, and about all that it names where it names several.
pub(super) fn about(passage: &str, heading: &str, names: &Names) -> Vec<usize> {
    let of_heading = figures_in(heading, names);
    let [only] = of_heading[..] else { return subjects(passage, names) };
    let told = figures_in(passage, names);
    if told.len() > 1 { told } else { vec![only] }
}

/// Returns the indices of the figures that a text names, in column order.
fn figures_in(text: &str, names: &Names) -> Vec<usize> {
    let text = Folded::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.chars.len() {
        match names.at(&text, at) {
            Some(mention) => {
                found.push(mention.figure);
                at = mention.end;
            }
            None => at += 1,
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
