//! Rows whose cells ran together and of which a cell may be broken over lines.
//!
//! A line goes on with the row above only when that is sure:
//!
//! - the lines follow each other directly, and the upper one is unfinished: it ends neither a sentence nor a bracket;
//! - the lower one begins in lower case and is no row by itself, while the table's other rows begin otherwise;
//! - put together they are a clear row, which keeps the cells that the upper line showed by itself.
//!
//! A line in which nothing is run together at all is no row but part of one, above or below; where it is not put together
//! with its row, its neighbours may each lack it, and are unclear like it.
//!
//! In a table whose rows usually begin in lower case, only a line that no split fits is taken for the rest of a row, and it
//! is never sure. Where some of this holds and some does not, neither line is a clear row: the upper one may lack the end of its last
//! cell.

use unicode_normalization::char::is_combining_mark;

use super::row::{self, Evidence, Split};
use super::text::{Line, begins_low};
use crate::model::Candidate;

/// The most lines over which one row may be broken.
const MOST_LINES: usize = 10;

/// How much memory the candidates of all rows may take, about, in bytes. A row has ten, each as long as the row: without a
/// bound a page of some megabytes would have hundreds. The rows that come later have none.
const MOST_CANDIDATES: usize = 16 * 1024 * 1024;

/// What a cell takes beside its text.
const CELL: usize = 40;

/// Why the upper of two lines is unclear.
const UPPER: &str = "the row may go on in the line below";

/// Why the lower of two lines is unclear that is a row by itself.
const BELOW: &str = "the row may begin in the line above";

/// Why the lower of two lines is unclear.
const LOWER: &str = "the line may belong to the row above";

/// A row's text and its cells, or why it has none and what they might be.
pub(super) type ReadRow = (String, Result<Candidate, (String, Vec<Candidate>)>);

/// Splits the rows, those broken over lines put together.
pub(super) fn rejoined(rows: &[Line<'_>], figures: &[String], prose: &[&str]) -> Vec<ReadRow> {
    let texts: Vec<&str> = rows.iter().map(|row| row.text).collect();
    let low = rows.iter().filter(|row| begins_low(row.text)).count();
    let is_usually_high = rows.len() > 2 * low;
    let evidence = Evidence::from_passages(prose, &texts, figures);
    let table = Table { rows, figures: figures.len(), evidence, is_usually_high };
    let mut read = Vec::with_capacity(rows.len());
    let mut room = MOST_CANDIDATES;
    let mut at = 0;
    while at < rows.len() {
        let earlier = read.len();
        let run = table.continuations(at);
        if run == 0 {
            read.push((rows[at].text.to_owned(), table.alone(at)));
        } else if let Some(row) = table.joined(at, run) {
            read.push(row);
        } else {
            read.extend(table.doubtful(at, run));
        }
        for (raw, row) in &mut read[earlier..] {
            if let Err((_, candidates)) = row {
                let one = raw.len() + (figures.len() + 1) * CELL;
                candidates.truncate(room / one);
                room -= candidates.len() * one;
            }
        }
        at += 1 + run;
    }
    read
}

/// A table's lines and what helps to split them.
struct Table<'a> {
    rows: &'a [Line<'a>],
    figures: usize,
    evidence: Evidence<'a>,
    /// Whether most rows begin with something else than a lower-case letter.
    is_usually_high: bool,
}

impl Table<'_> {
    fn split(&self, raw: &str) -> Result<Candidate, (String, Vec<Candidate>)> {
        match row::split(raw, self.figures, &self.evidence) {
            Split::Clear(candidate) => Ok(candidate),
            Split::Unclear { reason, candidates } => Err((reason, candidates)),
        }
    }

    /// Splits one line by itself. A clear row beside a line that is part of a row is not to be trusted.
    fn alone(&self, at: usize) -> Result<Candidate, (String, Vec<Candidate>)> {
        let candidate = self.split(self.rows[at].text)?;
        let is_cut_off = is_cut_off(self.rows[at].text) && self.follows(at + 1);
        if self.is_part(at + 1) && self.follows(at + 1) || is_cut_off && self.split(self.rows[at + 1].text).is_err() {
            return Err((UPPER.to_owned(), vec![candidate]));
        }
        if self.begins_above(at) {
            return Err((BELOW.to_owned(), vec![candidate]));
        }
        Ok(candidate)
    }

    /// Answers whether there is such a line and it is no row but part of one.
    fn is_part(&self, at: usize) -> bool {
        self.rows.get(at).is_some_and(|row| is_part(row.text))
    }

    /// Answers whether the line above may be the beginning of the row that begins here.
    fn begins_above(&self, at: usize) -> bool {
        if !self.follows(at) || !self.is_part(at - 1) {
            return false;
        }
        let is_low = self.is_usually_high && begins_low(self.rows[at - 1].text);
        let is_rest = self.follows(at - 1) && is_cut_off(self.rows[at - 2].text);
        !is_low && !is_rest
    }

    /// Answers whether there is such a line and it follows the one before without a blank line between them.
    fn follows(&self, at: usize) -> bool {
        self.rows.get(at).is_some_and(|row| at > 0 && row.number == self.rows[at - 1].number + 1)
    }

    /// Returns how many lines below this one begin in lower case and are no rows.
    fn continuations(&self, at: usize) -> usize {
        let is_no_row = |line: &str| match self.split(line) {
            Ok(_) => false,
            Err((_, candidates)) => self.is_usually_high || candidates.is_empty(),
        };
        let goes_on =
            |next: &usize| self.follows(*next) && begins_low(self.rows[*next].text) && is_no_row(self.rows[*next].text);
        (at + 1..self.rows.len()).take(MOST_LINES).take_while(goes_on).count()
    }

    /// Returns the row that the line and those below it are, when that is sure.
    fn joined(&self, at: usize, run: usize) -> Option<ReadRow> {
        let lines = &self.rows[at..=at + run];
        if self.begins_above(at) || self.follows(at + run + 1) && self.is_part(at + run + 1) {
            return None;
        }
        if !self.is_usually_high || lines[..run].iter().any(|line| !is_unfinished(line.text)) {
            return None;
        }
        let raw = lines.iter().map(|line| line.text).collect::<Vec<_>>().join(" ");
        let whole = self.split(&raw).ok()?;
        let is_changed = self.split(lines[0].text).is_ok_and(|alone| !is_beginning(&alone, &whole));
        (!is_changed).then_some((raw, Ok(whole)))
    }

    /// Returns the line and those below it as unclear rows.
    fn doubtful(&self, at: usize, run: usize) -> impl Iterator<Item = ReadRow> + '_ {
        let doubted = move |line: usize| {
            let (reason, doubt) = if line == at { (UPPER, 0) } else { (LOWER, 1) };
            let candidates = match self.split(self.rows[line].text) {
                Ok(candidate) => vec![candidate],
                Err((_, candidates)) if doubt == 0 => candidates,
                Err(_) => Vec::new(),
            };
            (self.rows[line].text.to_owned(), Err((reason.to_owned(), candidates)))
        };
        (at..=at + run).map(doubted)
    }
}

/// Answers whether the cells of the upper line by itself are those of the whole row, but for the end of the last.
fn is_beginning(alone: &Candidate, whole: &Candidate) -> bool {
    let (Some((last, before)), Some((whole_last, whole_before))) =
        (alone.values.split_last(), whole.values.split_last())
    else {
        return false;
    };
    alone.attribute == whole.attribute && before == whole_before && whole_last.starts_with(last.as_str())
}

/// Answers whether what ends the line is not the end of a sentence.
fn is_unfinished(line: &str) -> bool {
    !line.ends_with(['.', '!', '?', '…', ';', ')', ']'])
}

/// Answers whether the line breaks off: after a comma, a joining sign or within brackets.
fn is_cut_off(line: &str) -> bool {
    let count = |sign: char| line.chars().filter(|c| *c == sign).count();
    line.ends_with([',', '&', '/', '–', '(']) || count('(') > count(')')
}

/// Answers whether nothing in the line is run together, as at least two cells of a row must be: all its words are plain
/// words, abbreviations in capitals, or numbers.
fn is_part(line: &str) -> bool {
    line.split_whitespace().flat_map(|word| word.split(['-', '–', '/', '\'', '’'])).all(|word| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() || matches!(c, '“' | '”' | '‘' | '…'));
        let is_inner = |c: char| matches!(c, '.' | ',') || is_combining_mark(c);
        let all = |is_kind: fn(&char) -> bool| word.chars().all(|c| is_kind(&c) || is_inner(c));
        let is_number = all(|c| c.is_numeric());
        let is_capitals = all(|c| c.is_uppercase());
        let rest = word.trim_start_matches(char::is_uppercase);
        let is_word = word.len() - rest.len() <= word.chars().next().map_or(0, char::len_utf8)
            && rest.chars().all(|c| c.is_lowercase() || is_combining_mark(c));
        is_number || is_capitals || is_word
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::text;

    /// Returns the rows of a table of two figures; unclear ones with a question mark.
    fn read(text: &str) -> Vec<String> {
        let figures = ["A".to_owned(), "B".to_owned()];
        let rows: Vec<Line<'_>> = text::lines(text).into_iter().filter(|line| !line.text.is_empty()).collect();
        let shown = |(raw, row): ReadRow| match row {
            Ok(row) => format!("{}/{}", row.attribute, row.values.join("/")),
            Err(_) => format!("? {raw}"),
        };
        rejoined(&rows, &figures, &[]).into_iter().map(shown).collect()
    }

    #[test]
    fn a_cell_that_surely_goes_on_is_put_together() {
        assert_eq!(
            read("ColorRedGreen,\nblue and grey\nSizeBigSmall"),
            ["Color/Red/Green, blue and grey", "Size/Big/Small"]
        );
        assert_eq!(
            read("SizeBigSmall\nColorRed and\ngreenBlue\nAgeOldNew"),
            ["Size/Big/Small", "Color/Red and green/Blue", "Age/Old/New"]
        );
        assert_eq!(
            read("SizeBigSmall\nKindOne\nof manyTwo\nof few\nAgeOldNew\nUseHotCold"),
            ["Size/Big/Small", "Kind/One of many/Two of few", "Age/Old/New", "Use/Hot/Cold"]
        );
    }

    #[test]
    fn doubtful_lines_are_unclear() {
        assert_eq!(
            read("ColorRedGreen.\nblue\nSizeBigSmall\nAgeOldNew"),
            ["? ColorRedGreen.", "? blue", "Size/Big/Small", "Age/Old/New"]
        );
        assert_eq!(
            read("colorRedGreen\nblue and grey\nsizeBigSmall"),
            ["? colorRedGreen", "? blue and grey", "? sizeBigSmall"]
        );
        assert_eq!(read("ColorRedGreen,\nBlue\nSizeBigSmall"), ["? ColorRedGreen,", "? Blue", "Size/Big/Small"]);
    }

    #[test]
    fn rows_beside_a_part_of_a_row_are_unclear() {
        assert_eq!(read("SizeBigSmall\nOfficial\nColorRedGreen")[0], "? SizeBigSmall");
        assert_eq!(read("Official\nColorRedGreen\nSizeBigSmall"), ["? Official", "? ColorRedGreen", "Size/Big/Small"]);
        assert_eq!(
            read("LeaderAnnJoseph\nStalin\n\nSizeBigSmall"),
            ["? LeaderAnnJoseph", "? Stalin", "Size/Big/Small"]
        );
        assert!(is_part("UN member-states, 12,000 (most)") && is_part("E\u{301}t\u{e9}"));
        assert!(!is_part("Number of Members435100") && !is_part("GDP (nominal)$21") && !is_part("Internet TLD.us.cn"));
    }

    #[test]
    fn whole_rows_are_left_alone() {
        assert_eq!(read("ColorRedGreen\niOS versionOneTwo"), ["Color/Red/Green", "iOS version/One/Two"]);
        assert_eq!(
            read("ColorRedGreen\neaseHighLow\nSizeBigSmall"),
            ["Color/Red/Green", "ease/High/Low", "Size/Big/Small"]
        );
        assert_eq!(read("ColorRedGreen\n\nblue\nSizeBigSmall\nAgeOldNew")[..2], ["Color/Red/Green", "? blue"]);
    }
}
