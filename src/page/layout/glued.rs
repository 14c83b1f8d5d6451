//! Tables whose header row ran together.

use std::collections::BTreeSet;

use super::page::{Page, Table, ensure_different};
use crate::page::header::{self, Witness};
use crate::page::rejection::Rejection;
use crate::page::table::{self, Rows};
use crate::page::text;
use crate::page::{credit, title};
use crate::slug;

/// How many lines are tried as the header row of a page without a title.
const MOST_HEADERS: usize = 12;

impl<'a> Page<'a, '_> {
    /// Returns the table whose header row ran together, or one without a header row.
    pub(super) fn titled_glued(
        &self,
        title: &str,
        mut readings: Vec<Vec<String>>,
        credits: &BTreeSet<usize>,
    ) -> Result<Table<'a>, Rejection> {
        if let Some((at, reading)) = self.header(&readings, credits) {
            return self.glued(at, readings.swap_remove(reading), credits);
        }
        let is_sure = self.marks.summary.is_some() || !text::ends_sentence(title);
        let is_headless = self.lacks_words && self.marks.table.is_none() && self.marks.prose.is_some();
        // Without a header row only a title that is nothing but names tells them.
        let plain = title::readings(title);
        if is_sure
            && is_headless
            && !plain.is_empty()
            && let Some(table) = self.headless(plain, credits)?
        {
            return Ok(table);
        }
        Err(self.no_header(&readings))
    }

    /// Returns where the header row is, and the reading of the title that it agrees with.
    fn header(&self, readings: &[Vec<String>], credits: &BTreeSet<usize>) -> Option<(usize, usize)> {
        let start = self.above_table();
        let is_written = |at: &usize| !self.lines[*at].text.is_empty() && !credits.contains(at);
        // Below the mark the header row is the first line; without the mark it may be any line, and is looked for.
        let many = if self.marks.table.is_some() { 1 } else { usize::MAX };
        let names: Vec<String> = readings.iter().map(|figures| header::run_together(figures)).collect();
        (start..self.marks.end).filter(is_written).take(many).find_map(|at| {
            let is_named = |names: &String| header::is_header(self.lines[at].text, names);
            let reading = names.iter().position(is_named)?;
            (many == 1 || self.begins_table(at, credits)).then_some((at, reading))
        })
    }

    /// Answers whether the line may be the first of a table, from what stands above it: a row would follow a row.
    fn begins_table(&self, at: usize, credits: &BTreeSet<usize>) -> bool {
        let Some(above) = at.checked_sub(1) else {
            return true;
        };
        let line = self.lines[above].text;
        let is_mark = above < self.start || [self.marks.summary, self.marks.table].contains(&Some(above));
        is_mark || line.is_empty() || credits.contains(&above) || text::ends_sentence(line)
    }

    /// Returns the table below a header row.
    fn glued(&self, header: usize, figures: Vec<String>, credits: &BTreeSet<usize>) -> Result<Table<'a>, Rejection> {
        ensure_different(&figures, self.lines[self.first].number)?;
        let below = self.without(header + 1, self.marks.end, credits);
        let (mut rows, taken) = table::rows(&below, self.marks.prose.is_some());
        // Where one-word lines are missing, so is a header row without a space: this line may be a row.
        let is_doubtful = self.lacks_all_words
            && self.marks.table.is_none()
            && self.lines[header].text.contains(' ')
            && !figures.iter().any(|figure| figure.contains(' '));
        if is_doubtful {
            rows.insert(0, self.lines[header]);
        }
        if rows.is_empty() {
            return Err(self.empty_table(header));
        }
        Ok(Table {
            figures,
            rows: Rows::Glued(rows),
            start: header,
            end: header + 1 + taken,
            is_outer: false,
            has_header: true,
        })
    }

    /// Returns the table of a page without a title, when its header row surely names the figures.
    pub(super) fn untitled_glued(&self, credits: &BTreeSet<usize>) -> Result<Table<'a>, Rejection> {
        let start = self.above_table();
        let mut first = None;
        let mut found = None;
        for at in (start..self.marks.end).filter(|at| self.could_be_header(*at, credits)).take(MOST_HEADERS) {
            first.get_or_insert(at);
            let (line, witness) = (self.lines[at].text, self.witness(at, credits));
            let Some(figures) = witness.figures(line) else { continue };
            // A line that only the prose bears out may be any; where the slug says what is compared, one below may be of that.
            let is_sure = !witness.has_slug() || witness.is_of_slug(line);
            if is_sure || found.is_none() {
                found = Some((at, figures));
            }
            if is_sure {
                break;
            }
        }
        if let Some((at, figures)) = found {
            let credits = credit::find(self.lines, &self.marks, &figures);
            return self.glued(at, figures, &credits);
        }
        let reason = match first {
            Some(_) => "the page has no title, and the header row of its table does not surely tell the figures' names",
            None => "the page has neither a title such as `A vs. B` nor a table",
        };
        Err(Rejection { line: self.lines[first.unwrap_or(self.first)].number, reason: reason.to_owned() })
    }

    /// Answers whether the line may head a table of which nothing else is known.
    fn could_be_header(&self, at: usize, credits: &BTreeSet<usize>) -> bool {
        let line = self.lines[at].text;
        let is_followed = self.lines[..self.marks.end].get(at + 1).is_some_and(|below| !below.text.is_empty());
        let is_line = !line.is_empty() && !credits.contains(&at) && !text::ends_sentence(line);
        is_line && (is_followed || self.marks.prose.is_some()) && self.begins_table(at, credits)
    }

    /// Returns what the page outside a table with this header shows of the figures' names.
    fn witness(&self, header: usize, credits: &BTreeSet<usize>) -> Witness {
        let below = self.lines[header..].iter().position(|line| line.text.is_empty());
        let after = self.marks.prose.or(below.map(|below| header + below)).unwrap_or(self.lines.len());
        let is_caption = |at: &usize| !credits.contains(at) && credits.contains(&(at + 1));
        let captions = (header..after).filter(is_caption);
        let places = (self.first..header).chain(captions).chain(after..self.lines.len());
        Witness::new(&slug::of(self.source, ""), places.map(|at| self.lines[at].text))
    }

    /// Returns what is wrong with a page with a title on which no header row was found.
    fn no_header(&self, readings: &[Vec<String>]) -> Rejection {
        let below = &self.lines[self.above_table().min(self.marks.end)..self.marks.end];
        let first = below.iter().find(|line| !line.text.is_empty());
        if let (Some(_), Some(line)) = (self.marks.table, first) {
            let names: Vec<String> = readings.iter().take(1).flatten().map(|name| format!("`{name}`")).collect();
            let reason = format!("the table's header row must name the figures of the title: {}", names.join(", "));
            return Rejection { line: line.number, reason };
        }
        let last = self.lines.iter().rposition(|line| !line.text.is_empty()).unwrap_or_default();
        let line = self.lines[self.marks.table.or(self.marks.prose).unwrap_or(last)].number;
        Rejection { line, reason: "the page has no table whose header row names the figures of the title".to_owned() }
    }
}
