//! How alike two passages are, to tell a passage that was changed from another one that stands in its place.

use crate::name;

/// From which likeness on a passage is taken for a former one that was changed.
pub(in crate::store) const SAME_PASSAGE: f64 = 0.5;

/// Passages with more words than this are compared by the words at their beginning: comparing costs the product of both.
const MOST_WORDS: usize = 2000;

/// Returns how alike two passages are, word by word, from 0 to 1.
pub(in crate::store) fn of_passages(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let words = |text| {
        let mut words = name::words(text);
        words.truncate(MOST_WORDS);
        words
    };
    let (a, b) = (words(a), words(b));
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 0.0;
    }
    // No passage has more words than `u32` counts.
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    1.0 - count(strsim::generic_levenshtein(&a, &b)) / count(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_passage_is_told_from_another_one() {
        let before = "Tea is light and floral, and a long brew makes it bitter. Milk softens it.";
        let changed = "Tea is light and floral, and a short brew leaves it sweet.";
        let other = "Coffee is dark and sour, and a coarse grind makes it thin.";
        assert!(of_passages(before, changed) >= SAME_PASSAGE);
        assert!(of_passages(before, other) < SAME_PASSAGE);
        assert!(of_passages("", "...") < SAME_PASSAGE);
    }
}
