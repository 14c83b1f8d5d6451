//! Photo credits ("Photo by Ann Example on Unsplash") and the figures' names that stand over them as captions. They are
//! neither rows of the table nor prose.

use std::collections::{BTreeSet, HashSet};

use super::marks::Marks;
use super::text::{self, Line};
use crate::name;

/// A credit is no longer than this, in words and in bytes: a longer line that begins like one is prose.
const LONGEST: (usize, usize) = (20, 200);

/// Words for a picture that begin a credit.
const PICTURES: &[&str] = &["photo", "photos", "photograph", "image", "picture", "illustration"];

/// Answers whether the line credits a picture: "Photo by ... on ...".
pub(super) fn is_credit(line: &str) -> bool {
    let (most_words, most_bytes) = LONGEST;
    let is_picture = |word: &str| PICTURES.iter().any(|picture| word.eq_ignore_ascii_case(picture));
    let begins = line.split_whitespace().next().is_some_and(is_picture);
    if !begins || line.len() > most_bytes || text::ends_sentence(line) {
        return false;
    }
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    let is_by = words.get(1).is_some_and(|word| word == "by");
    let places = words.iter().skip(3).take(words.len().saturating_sub(4));
    let mut places = places.filter(|word| matches!(&***word, "on" | "from" | "via"));
    words.len() <= most_words && is_by && places.next().is_some()
}

/// Returns which lines are credits, and which above the prose are captions of pictures: a figure's name beside a
/// credit, or alone at the top or the bottom of the table.
pub(super) fn find(lines: &[Line<'_>], marks: &Marks, names: &[String]) -> BTreeSet<usize> {
    let written: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].text.is_empty()).collect();
    let names: HashSet<String> = names.iter().map(|name| name::fold(name)).collect();
    let longest = names.iter().map(String::len).max().unwrap_or_default();
    let is_name = |at: usize| lines[at].text.len() <= longest * 3 && names.contains(&name::fold(lines[at].text));
    let credits: BTreeSet<usize> = written.iter().copied().filter(|at| is_credit(lines[*at].text)).collect();
    let mut found = credits.clone();
    for (place, at) in written.iter().copied().enumerate() {
        let before = place.checked_sub(1).map(|place| written[place]);
        let after = written.get(place + 1).copied();
        let is_beside_credit = [before, after].iter().flatten().any(|at| credits.contains(at));
        let is_at_edge = before.is_some() && before == marks.table || after.is_some() && after == marks.prose;
        if at < marks.end && (is_beside_credit || is_at_edge) && is_name(at) {
            found.insert(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_names_a_person_and_a_place() {
        assert!(is_credit("Photo by Nobody Inparticular on Unsplash"));
        assert!(is_credit("Photo by someone_else 42 on Unsplash"));
        assert!(is_credit("Image by Ann from Pixabay"));
        assert!(!is_credit("Photo by Ann"));
        assert!(!is_credit("Photo by on Unsplash"));
        assert!(!is_credit("Photo by hand is slow on film."));
        assert!(!is_credit("Photo bySmallLarge on paper"));
    }

    #[test]
    fn captions_stand_beside_credits_or_at_the_edges_of_the_table() {
        let text = "x\nComparison\n\nTea\nRow\nTea\nRow\nCOFFEE\nPhoto by A on B\n\nTea\n\nFurther Detail\nTea\n\nTea\nPhoto by C on D";
        let lines = text::lines(text);
        let marks = Marks::find(&lines, 1);
        let found = find(&lines, &marks, &["Tea".to_owned(), "Coffee".to_owned()]);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [3, 7, 8, 10, 16]);
    }
}
