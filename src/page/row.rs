//! One table row whose cells ran together: where an attribute ends and each figure's cell begins.
//!
//! A seam is a place where a lower-case letter, a digit, a closing bracket or the end of a sentence is directly
//! followed by an upper-case letter: written text has a space there, so that is where two cells met. With exactly as
//! many seams as there are figures the row is clear. With more or fewer it is not, and what it could be is listed.

use unicode_normalization::char::is_combining_mark;

use crate::model::Candidate;

/// The most candidates that are listed for a row.
const MOST_CANDIDATES: usize = 20;

/// A row longer than this, in bytes, is no table row: it is listed without candidates, which would each be as long.
const LONGEST_ROW: usize = 10_000;

/// What the page shows besides the row itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence<'a> {
    /// The names of the figures, in column order.
    pub figures: &'a [String],
    /// The page's prose: the paragraphs of its summary and sections.
    pub prose: &'a [&'a str],
    /// All rows of the table as they stand, this one included.
    pub rows: &'a [&'a str],
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Split {
    /// Exactly one split fits.
    Clear(Candidate),
    /// None fits, or more than one.
    Unclear {
        /// Why, as a sentence without a full stop.
        reason: String,
        /// The splits that are possible, best first, at most a handful; may be empty.
        candidates: Vec<Candidate>,
    },
}

/// Splits a row into its attribute and one cell per figure.
#[must_use]
pub fn split(raw: &str, figures: usize, _evidence: &Evidence<'_>) -> Split {
    let seams = places(raw, is_seam);
    if figures > 0 && seams.len() == figures {
        return Split::Clear(cut(raw, &seams));
    }
    let mut candidates = Vec::new();
    if raw.len() <= LONGEST_ROW && figures > 0 {
        let possible = if seams.len() > figures { seams.clone() } else { places(raw, is_possible_seam) };
        candidates = choices(possible.len(), figures)
            .map(|choice| cut(raw, &choice.iter().map(|index| possible[*index]).collect::<Vec<_>>()))
            .collect();
    }
    let found = match seams.len() {
        0 => "no place looks like the end of a cell".to_owned(),
        1 => "only one place looks like the end of a cell".to_owned(),
        count => format!("{count} places look like the end of a cell"),
    };
    Split::Unclear { reason: format!("{found}, where {figures} are needed"), candidates }
}

/// Returns the byte positions between two characters that satisfy `is_place`. Combining marks belong to their letter.
fn places(raw: &str, is_place: fn(char, char, Option<char>) -> bool) -> Vec<usize> {
    let mut places = Vec::new();
    let mut before = None;
    let mut characters = raw.char_indices().filter(|(_, c)| !is_combining_mark(*c)).peekable();
    while let Some((at, c)) = characters.next() {
        let after = characters.peek().map(|(_, next)| *next);
        if before.is_some_and(|before| is_place(before, c, after)) {
            places.push(at);
        }
        before = Some(c);
    }
    places
}

fn is_seam(before: char, c: char, _after: Option<char>) -> bool {
    let ends =
        before.is_lowercase() || before.is_numeric() || matches!(before, ')' | ']' | '}' | '.' | '!' | '?' | '…');
    ends && c.is_uppercase()
}

/// A seam, or a place where the kind of character changes in a way that the end of a cell would explain.
fn is_possible_seam(before: char, c: char, after: Option<char>) -> bool {
    let word_begins = before.is_uppercase() && c.is_uppercase() && after.is_some_and(char::is_lowercase);
    let number_begins = before.is_alphabetic() && c.is_numeric() || before.is_numeric() && c.is_alphabetic();
    let bracket_ends = matches!(before, ')' | ']' | '"' | '”' | '%' | '²') && c.is_alphanumeric();
    let currency_begins = before.is_alphanumeric() && matches!(c, '$' | '€' | '£' | '¥');
    is_seam(before, c, after) || word_begins || number_begins || bracket_ends || currency_begins
}

/// Returns the row cut at the places given.
fn cut(raw: &str, places: &[usize]) -> Candidate {
    let starts = std::iter::once(0).chain(places.iter().copied());
    let ends = places.iter().copied().chain([raw.len()]);
    let mut cells = starts.zip(ends).map(|(start, end)| raw[start..end].trim().to_owned());
    Candidate { attribute: cells.next().unwrap_or_default(), values: cells.collect() }
}

/// Returns up to [`MOST_CANDIDATES`] choices of `size` out of `count` places, those with the shortest attribute first.
fn choices(count: usize, size: usize) -> impl Iterator<Item = Vec<usize>> {
    let first = (size <= count).then(|| (0..size).collect::<Vec<usize>>());
    let next = move |choice: &Vec<usize>| {
        let moving = (0..size).rev().find(|at| choice[*at] < count - size + at)?;
        let mut choice = choice.clone();
        let start = choice[moving] + 1;
        for (offset, place) in choice[moving..].iter_mut().enumerate() {
            *place = start + offset;
        }
        Some(choice)
    };
    std::iter::successors(first, next).take(MOST_CANDIDATES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(cells: &[&str]) -> Candidate {
        let values = cells[1..].iter().map(|cell| (*cell).to_owned()).collect();
        Candidate { attribute: cells[0].to_owned(), values }
    }

    fn candidates(raw: &str, figures: usize) -> Vec<Candidate> {
        match split(raw, figures, &Evidence::default()) {
            Split::Unclear { candidates, .. } => candidates,
            Split::Clear(candidate) => panic!("clear: {candidate:?}"),
        }
    }

    #[test]
    fn as_many_seams_as_figures_make_a_clear_row() {
        for cells in [
            &["Political ideology", "Communism, Stalinism", "Trotskyism, Marxism"][..],
            &["Height (cm)", "About 170.", "Unknown"],
            &["Années", "Été", "Été"],
            &["Anne\u{301}", "E\u{301}te\u{301}", "Zoe\u{301}"],
            &["Color", "Red", "Green", "Blue"],
        ] {
            let raw = cells.concat();
            assert_eq!(split(&raw, cells.len() - 1, &Evidence::default()), Split::Clear(candidate(cells)));
        }
    }

    #[test]
    fn too_many_seams_list_the_splits() {
        assert_eq!(
            candidates("FoundedNew YorkMcDonald", 2),
            [
                candidate(&["Founded", "New York", "McDonald"]),
                candidate(&["Founded", "New YorkMc", "Donald"]),
                candidate(&["FoundedNew York", "Mc", "Donald"]),
            ]
        );
    }

    #[test]
    fn too_few_seams_list_weaker_ones() {
        assert!(candidates("Population331 million25 million", 2).contains(&candidate(&[
            "Population",
            "331 million",
            "25 million"
        ])));
        assert!(candidates("CountryUSSRAdvocated", 2).contains(&candidate(&["Country", "USSR", "Advocated"])));
        assert_eq!(candidates("nothing here", 2), []);
        assert_eq!(candidates("", 2), []);
    }

    #[test]
    fn a_hostile_row_costs_little() {
        assert_eq!(candidates(&"aA".repeat(2_000), 50).len(), MOST_CANDIDATES);
        assert_eq!(candidates(&"aA".repeat(1_000_000), 2), []);
    }

    proptest! {
        #[test]
        fn no_character_is_lost(raw in "\\PC{0,60}", figures in 0_usize..5) {
            let all = match split(&raw, figures, &Evidence::default()) {
                Split::Clear(candidate) => vec![candidate],
                Split::Unclear { candidates, .. } => candidates,
            };
            prop_assert!(all.len() <= MOST_CANDIDATES);
            for candidate in all {
                prop_assert_eq!(candidate.values.len(), figures);
                let glued = candidate.attribute + &candidate.values.concat();
                let bare = |text: &str| text.split_whitespace().collect::<String>();
                prop_assert_eq!(bare(&glued), bare(&raw));
            }
        }
    }
}
