//! Tables in Markdown.

use std::collections::BTreeSet;

use super::page::{Page, Table, ensure_different};
use crate::name;
use crate::page::pipe::{self, Found};
use crate::page::rejection::Rejection;
use crate::page::table::Rows;
use crate::page::{credit, title};

impl<'a> Page<'a, '_> {
    fn tables(&self, is_header: impl Fn(&[String]) -> bool) -> Vec<Found> {
        if !self.with_pipes {
            return Vec::new();
        }
        pipe::find(self.lines, self.above_table(), self.marks.end, self.marks.end, is_header)
            .take(title::MOST_FIGURES)
            .collect()
    }

    /// Returns the Markdown table, if there is one, whose header row names the figures of a reading of the title. A
    /// header row of empty cells names what the title does.
    pub(super) fn titled_pipe(
        &self,
        readings: &[Vec<String>],
        credits: &BTreeSet<usize>,
    ) -> Option<Result<Table<'a>, Rejection>> {
        let matches = |names: &[String]| {
            let cells = || names.iter().skip(1).map(|name| name::fold(name));
            let is_named = |figures: &&Vec<String>| cells().eq(figures.iter().map(|name| name::fold(name)));
            let is_as_long = |figures: &&Vec<String>| figures.len() + 1 == names.len();
            let mut fitting = readings.iter().filter(is_as_long);
            if cells().all(|cell| cell.is_empty()) {
                return fitting.next().filter(|_| fitting.next().is_none()).cloned();
            }
            fitting.find(is_named).cloned()
        };
        let tables = self.tables(|names| matches(names).is_some());
        let found = tables.iter().find_map(|found| Some((found, matches(&found.names)?)));
        found.map(|(found, figures)| self.piped(found, figures, credits))
    }

    /// Returns the first Markdown table, whose header row names the figures.
    pub(super) fn untitled_pipe(&self) -> Option<Result<Table<'a>, Rejection>> {
        let is_named = |found: &Found| found.names.len() > 2 && found.names[1..].iter().all(|name| !name.is_empty());
        let found = self.tables(|_| false).into_iter().find(is_named)?;
        let figures: Vec<String> = found.names[1..].iter().map(|name| name::clean(name)).collect();
        if figures.len() > title::MOST_FIGURES {
            let reason = format!("the table compares more than {} figures", title::MOST_FIGURES);
            return Some(Err(Rejection { line: self.lines[found.header].number, reason }));
        }
        let credits = credit::find(self.lines, &self.marks, &figures);
        Some(self.piped(&found, figures, &credits))
    }

    fn piped(&self, found: &Found, figures: Vec<String>, credits: &BTreeSet<usize>) -> Result<Table<'a>, Rejection> {
        ensure_different(&figures, self.lines[found.header].number)?;
        let below = self.without(found.start, self.marks.end, credits);
        let (rows, taken) = pipe::rows(found, &below, self.marks.prose.is_some());
        if rows.is_empty() {
            return Err(self.empty_table(found.header));
        }
        Ok(Table {
            figures,
            rows: Rows::Piped(rows),
            start: found.header,
            end: found.start + taken,
            is_outer: found.is_outer(),
            has_header: true,
        })
    }
}
