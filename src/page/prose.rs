//! Prose: which lines are headings, and which paragraphs stand under them.
//!
//! A heading is a short line that does not end like a sentence, or is one short question, and that a paragraph follows.
//! It may be longer when it is written as titles are. A line of that kind with no paragraph after it heads nothing: it
//! is kept as a passage of the section it stands in.
//!
//! Where blank lines part headings and paragraphs, a heading stands alone or first in its block. Where there are none, it
//! stands between paragraphs, directly below the end of one.

use super::marks;
use super::mention::Names;
use super::passage;
use super::text::{self, Line};
use crate::model::{Passage, Section};

/// The longest heading, in words and in characters (for scripts that do not part words).
const LONGEST_HEADING: (usize, usize) = (12, 80);

/// The same for a heading that is written as titles are.
const LONGEST_TITLE: (usize, usize) = (24, 160);

/// The most lines in a row that may be headings within a block. More of them are a list.
const MOST_HEADINGS: usize = 2;

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
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) could_head: bool,
}

/// Returns the pieces of one block: a line by itself may head what follows, and so may a line within a block.
pub(super) fn pieces(block: &[Line<'_>]) -> Vec<Piece> {
    let texts = text::paragraphs(block);
    if let [only] = &texts[..] {
        return vec![piece(only, could_head(only))];
    }
    // How many lines up to and with this one look like headings.
    let mut run = 0;
    let mut pieces = Vec::with_capacity(texts.len());
    for (at, line) in texts.iter().enumerate() {
        run = if could_head(line) { run + 1 } else { 0 };
        let is_above_prose = texts.get(at + 1).is_some_and(|next| is_prose(next));
        pieces.push(piece(line, (1..=MOST_HEADINGS).contains(&run) && is_above_prose));
    }
    pieces
}

/// Returns the piece, a heading without the signs that Markdown puts around it.
fn piece(text: &str, could_head: bool) -> Piece {
    let text = if could_head { bare_heading(text) } else { text };
    Piece { text: text.to_owned(), could_head }
}

/// Answers whether the line below a heading in one block is a paragraph: a sentence, or long.
fn is_prose(line: &str) -> bool {
    !text::begins_low(line) && (text::is_long(line) || text::ends_sentence(line)) && !could_head(line)
}

/// Answers whether the line looks like a heading.
fn could_head(line: &str) -> bool {
    let heading = bare_heading(line);
    let length = heading.chars().count();
    if length > LONGEST_TITLE.1 || begins_item(heading) || has_inner_end(heading) {
        return false;
    }
    let (words, characters) = if text::is_titled(heading) { LONGEST_TITLE } else { LONGEST_HEADING };
    let is_short = length <= characters && heading.split_whitespace().count() <= words;
    let is_question = heading.ends_with('?') && !text::begins_low(heading);
    is_short && (is_question || !text::ends_sentence(heading))
}

/// Returns a heading without Markdown's signs: "## Legacy", "**Legacy**".
fn bare_heading(line: &str) -> &str {
    let line = marks::without_hashes(line);
    let strong = line.strip_prefix("**").and_then(|line| line.strip_suffix("**"));
    strong.filter(|line| !line.is_empty() && !line.contains('*')).unwrap_or(line)
}

/// Answers whether the line is an item of a list.
fn begins_item(line: &str) -> bool {
    let rest = line.strip_prefix(['-', '*', '+', '•', '–', '—', '·', '◦', '▪', '‣']);
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Answers whether a sentence ends within the line: "Tea is mild. Coffee is not". Abbreviations are too short to count.
fn has_inner_end(line: &str) -> bool {
    /// The shortest word that is taken for a whole one before a full stop, in characters.
    const SHORTEST_WORD: usize = 4;
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let is_followed = words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
        let is_whole = word.chars().count() > SHORTEST_WORD && word.starts_with(char::is_lowercase);
        if is_followed && (word.ends_with('?') || word.ends_with(['.', '!']) && is_whole) {
            return true;
        }
    }
    false
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
