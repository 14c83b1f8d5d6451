//! Tables of pages on which one-word lines, and with them the header row, are missing.

use std::collections::BTreeSet;

use super::page::{Page, Table, ensure_different};
use crate::page::rejection::Rejection;
use crate::page::table::Rows;
use crate::page::text::{self, Line};
use crate::page::{row, title};

impl<'a> Page<'a, '_> {
    /// Returns the table of a page on which one-word lines and with them the header row are missing.
    pub(super) fn headless(
        &self,
        readings: Vec<Vec<String>>,
        credits: &BTreeSet<usize>,
    ) -> Result<Option<Table<'a>>, Rejection> {
        let start = self.below_summary(credits);
        let rows = self.without(start, self.marks.end, credits);
        let rows: Vec<Line<'a>> = rows.into_iter().filter(|line| !line.text.is_empty()).collect();
        if rows.is_empty() && self.marks.summary.is_none() {
            return Ok(None);
        }
        let figures = self.settled(readings, &rows)?;
        ensure_different(&figures, self.lines[self.first].number)?;
        let end = self.marks.end;
        Ok(Some(Table { figures, rows: Rows::Glued(rows), start, end, is_outer: false, has_header: false }))
    }

    /// Returns where the summary ends when nothing marks it: at the first line that is no paragraph, not counting what
    /// stands directly below "What's the Difference?".
    fn below_summary(&self, credits: &BTreeSet<usize>) -> usize {
        let start = self.marks.summary.map_or(self.start, |at| at + 1);
        let mut is_first = self.marks.summary.is_some();
        let mut is_open = false;
        for at in start..self.marks.end {
            let line = self.lines[at].text;
            if line.is_empty() {
                is_open = false;
                continue;
            }
            let is_prose = text::is_long(line) && text::ends_sentence(line) && !is_glued(line);
            if credits.contains(&at) || !(is_first || is_open || is_prose) {
                return at;
            }
            is_open = text::is_long(line) && !text::ends_sentence(line);
            is_first = false;
        }
        self.marks.end
    }

    /// Returns the figures of a title without a header row: the only reading, or the one that makes the rows clear.
    fn settled(&self, mut readings: Vec<Vec<String>>, rows: &[Line<'_>]) -> Result<Vec<String>, Rejection> {
        if readings.len() == 1 {
            return Ok(readings.remove(0));
        }
        let texts: Vec<&str> = rows.iter().map(|row| row.text).collect();
        let clear = |figures: &Vec<String>| {
            let evidence = row::Evidence::from_passages(&[], &texts, figures);
            let is_clear = |row: &&&str| matches!(row::split(row, figures.len(), &evidence), row::Split::Clear(_));
            texts.iter().take(title::MOST_FIGURES).filter(is_clear).count()
        };
        let counts: Vec<usize> = readings.iter().map(clear).collect();
        let most = counts.iter().copied().max().unwrap_or_default();
        let best: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] == most).collect();
        if let [only] = best[..]
            && most * 2 > texts.len().min(title::MOST_FIGURES)
        {
            return Ok(readings.swap_remove(only));
        }
        let reason = "the title can be read in several ways, and no header row tells which is meant".to_owned();
        Err(Rejection { line: self.lines[self.first].number, reason })
    }
}

/// Answers whether a capital directly follows a lower-case letter, a digit or a closing sign, as where cells ran
/// together. Initials ("U.S.") do not count.
fn is_glued(line: &str) -> bool {
    let mut before = [' '; 2];
    line.chars().any(|c| {
        let [older, last] = before;
        before = [last, c];
        let ends = last.is_lowercase() || last.is_numeric() || last == ')' || last == '.' && older.is_lowercase();
        ends && c.is_uppercase()
    })
}
