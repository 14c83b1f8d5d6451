//! The title: which figures "A vs. B" names.
//!
//! A name may itself contain "vs." ("Plants vs. Zombies"), so a title can be read in more ways than one. All of them
//! are returned, and the table's header row, which repeats the names, settles which one is meant.

use crate::name;

/// The most figures a page may compare. Beyond it the title is no title, and reading it would cost too much.
pub(super) const MOST_FIGURES: usize = 100;

/// The longest title, in bytes.
const LONGEST_TITLE: usize = 100_000;

/// With more separators than this, each of them is taken to part two figures.
const MOST_UNSETTLED: usize = 6;

/// Returns the lists of figures that the title may name, the one with the most figures first; none when it is no title.
pub(super) fn readings(title: &str) -> Vec<Vec<String>> {
    if title.len() > LONGEST_TITLE {
        return Vec::new();
    }
    let words: Vec<&str> = title.split_whitespace().collect();
    let separators: Vec<usize> = (0..words.len()).filter(|at| is_separator(words[*at])).collect();
    if separators.len() > MOST_UNSETTLED {
        return figures(&words, &separators).into_iter().collect();
    }
    let mut readings: Vec<_> = (1_u32..1 << separators.len())
        .filter_map(|chosen| {
            let is_chosen = |index: &usize| chosen >> index & 1 == 1;
            let chosen = (0..separators.len()).filter(is_chosen).map(|index| separators[index]);
            figures(&words, &chosen.collect::<Vec<_>>())
        })
        .collect();
    readings.sort_by_key(|figures| std::cmp::Reverse(figures.len()));
    readings
}

/// Answers whether the word stands between two figures in a title.
fn is_separator(word: &str) -> bool {
    ["vs", "vs.", "versus"].iter().any(|separator| word.eq_ignore_ascii_case(separator))
}

/// Returns the names between the separators, or none when one of them is empty.
fn figures(words: &[&str], separators: &[usize]) -> Option<Vec<String>> {
    let mut figures = Vec::with_capacity(separators.len() + 1);
    let mut start = 0;
    for end in separators.iter().copied().chain([words.len()]) {
        let figure = name::clean(&words[start..end].join(" "));
        if figure.is_empty() {
            return None;
        }
        figures.push(figure);
        start = end + 1;
    }
    Some(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_stand_between_the_separators() {
        assert_eq!(readings("Joseph Stalin vs. Leon Trotsky"), [["Joseph Stalin", "Leon Trotsky"]]);
        assert_eq!(readings("C++ VS Java"), [["C++", "Java"]]);
        assert_eq!(readings("Tea versus Coffee"), [["Tea", "Coffee"]]);
        assert_eq!(readings("A vs. B vs. C")[0], ["A", "B", "C"]);
        assert_eq!(readings("Jose\u{301} vs. Ann"), [["José", "Ann"]], "names are NFC");
    }

    #[test]
    fn a_name_may_contain_the_separator() {
        let readings = readings("Plants vs. Zombies vs. Angry Birds");
        assert_eq!(readings[0], ["Plants", "Zombies", "Angry Birds"]);
        assert!(readings.contains(&vec!["Plants vs. Zombies".to_owned(), "Angry Birds".to_owned()]));
    }

    #[test]
    fn a_line_without_two_names_is_no_title() {
        for line in ["", "vs.", "Joseph Stalin", "A vs.", "vs. B", "Canvas B", "A v. B"] {
            assert!(readings(line).is_empty(), "{line}");
        }
        assert_eq!(readings(&"vs ".repeat(10_000)), Vec::<Vec<String>>::new());
    }
}
