//! Prose: which blocks are headings, and which paragraphs stand under them.
//!
//! A heading is a short line on its own that does not end like a sentence and that a paragraph follows. A line of that
//! kind with no paragraph after it heads nothing: it is kept as a passage of the section it stands in.

use super::mention::Names;
use super::passage;
use super::text::{self, Line};
use crate::model::{Passage, Section};

/// The longest heading, in words and in characters (for scripts that do not part words).
const LONGEST_HEADING: (usize, usize) = (12, 80);

/// Returns the headed sections of the lines. Paragraphs before the first heading get a section with an empty one.
pub(super) fn sections(lines: &[Line<'_>], figures: &[String], names: &Names) -> Vec<Section> {
    let pieces: Vec<Piece> = text::blocks(lines).flat_map(pieces).collect();
    let mut sections: Vec<Section> = Vec::new();
    let mut heading = None;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let heads = piece.could_head && pieces.peek().is_some_and(|next| !next.could_head);
        if heads {
            heading = Some(piece.text);
            continue;
        }
        let passage = passage_of(piece.text, figures, names);
        match (heading.take(), sections.last_mut()) {
            (None, Some(section)) => section.passages.push(passage),
            (heading, _) => sections.push(Section { heading: heading.unwrap_or_default(), passages: vec![passage] }),
        }
    }
    sections
}

fn passage_of(text: String, figures: &[String], names: &Names) -> Passage {
    let about = passage::subjects(&text, names);
    Passage { text, figures: about.into_iter().map(|index| figures[index].clone()).collect() }
}

/// A heading or a paragraph; which of them it is shows only when the next piece is known.
struct Piece {
    text: String,
    could_head: bool,
}

/// Returns the pieces of one block: a line by itself may head what follows, and so may a block's first line.
fn pieces(block: &[Line<'_>]) -> Vec<Piece> {
    let (first, rest) = match block {
        [only] => (Some(only), &block[1..]),
        [first, second, ..] if heads_block(first.text, second.text) => (Some(first), &block[1..]),
        _ => (None, block),
    };
    let first = first.map(|line| Piece { text: line.text.to_owned(), could_head: could_head(line.text) });
    let paragraphs = text::paragraphs(rest).into_iter();
    let paragraphs = paragraphs.map(|text| Piece { text, could_head: false });
    first.into_iter().chain(paragraphs).collect()
}

/// Answers whether the first line of a block is a heading of its own, and not the beginning of a broken paragraph.
fn heads_block(first: &str, second: &str) -> bool {
    let is_prose = second.starts_with(char::is_uppercase) && (text::is_long(second) || text::ends_sentence(second));
    could_head(first) && !text::is_long(first) && is_prose
}

/// Answers whether the line looks like a heading.
fn could_head(line: &str) -> bool {
    let (words, characters) = LONGEST_HEADING;
    line.split_whitespace().count() <= words && line.chars().count() <= characters && !text::ends_sentence(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Vec<String>)> {
        let sections = sections(&text::lines(text), &[], &Names::new(&[]));
        let texts = |section: &Section| section.passages.iter().map(|passage| passage.text.clone()).collect();
        sections.iter().map(|section| (section.heading.clone(), texts(section))).collect()
    }

    fn section(heading: &str, passages: &[&str]) -> (String, Vec<String>) {
        (heading.to_owned(), passages.iter().map(|text| (*text).to_owned()).collect())
    }

    #[test]
    fn headings_stand_over_paragraphs() {
        assert_eq!(
            read("First.\n\nRole in War\n\nOne.\n\n\nTwo.\nLife in the U.S.\n\nThree."),
            [section("", &["First."]), section("Role in War", &["One.", "Two.", "Life in the U.S.", "Three."]),]
        );
    }

    #[test]
    fn a_heading_over_nothing_is_kept_as_a_passage() {
        assert_eq!(
            read("Overview\n\nLegacy\n\nOne.\n\nConclusion"),
            [section("", &["Overview"]), section("Legacy", &["One.", "Conclusion"])]
        );
        assert_eq!(read("Overview"), [section("", &["Overview"])]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_heading_may_stand_directly_on_its_paragraph() {
        let broken = "Legacy\nA paragraph that was broken to fit some width of columns\nand went on.";
        let whole = "A paragraph that was broken to fit some width of columns and went on.";
        assert_eq!(read(broken), [section("Legacy", &[whole])]);
    }
}
