//! A page whose title, if it has one, is known, and how its parts are put together around its table.

use std::collections::{BTreeSet, HashSet};

use crate::name;
use crate::page::header;
use crate::page::marks::{self, Marks};
use crate::page::parts::Parts;
use crate::page::rejection::Rejection;
use crate::page::table::Rows;
use crate::page::text::{self, Line};
use crate::page::{cells, credit};

/// A page whose title, if it has one, is known.
pub(super) struct Page<'a, 'b> {
    pub(super) lines: &'b [Line<'a>],
    pub(super) source: &'b str,
    pub(super) with_pipes: bool,
    /// The line of the title, or else the first line.
    pub(super) first: usize,
    /// Where the lines below the title begin.
    pub(super) start: usize,
    pub(super) marks: Marks,
    /// Whether no line above the prose is a single word, so that such lines may have been dropped.
    pub(super) lacks_words: bool,
    /// Whether there is none on the whole page.
    pub(super) lacks_all_words: bool,
}

/// A table whose figures are settled.
pub(super) struct Table<'a> {
    pub(super) figures: Vec<String>,
    pub(super) rows: Rows<'a>,
    /// Its lines: the header row, where it has one, up to but without what follows.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) is_outer: bool,
    pub(super) has_header: bool,
}

impl<'a, 'b> Page<'a, 'b> {
    pub(super) fn new(lines: &'b [Line<'a>], first: usize, start: usize, source: &'b str, with_pipes: bool) -> Self {
        let marks = Marks::find(lines, start);
        let is_word = |line: &Line<'_>| !line.text.is_empty() && !line.text.contains([' ', '\t']);
        let lacks_words = !lines[..marks.end].iter().any(is_word);
        let lacks_all_words = lacks_words && !lines[marks.end..].iter().any(is_word);
        Self { lines, source, with_pipes, first, start, marks, lacks_words, lacks_all_words }
    }

    pub(super) fn titled(&self, title: &str, readings: Vec<Vec<String>>) -> Result<Parts<'a>, Rejection> {
        let names: Vec<String> = readings.iter().flatten().cloned().collect();
        let credits = credit::find(self.lines, &self.marks, &names);
        let table = match self.titled_pipe(&readings, &credits) {
            Some(table) => table?,
            None => self.titled_glued(title, readings, &credits)?,
        };
        Ok(self.assembled(title.to_owned(), true, table))
    }

    pub(super) fn untitled(&self) -> Result<Parts<'a>, Rejection> {
        let credits = credit::find(self.lines, &self.marks, &[]);
        let table = match self.untitled_pipe() {
            Some(table) => table?,
            None => self.untitled_glued(&credits)?,
        };
        Ok(self.assembled(table.figures.join(" vs. "), false, table))
    }

    /// Puts the parts together around the table.
    fn assembled(&self, title: String, is_titled: bool, table: Table<'a>) -> Parts<'a> {
        let credits = credit::find(self.lines, &self.marks, &table.figures);
        let layout = match &table.rows {
            Rows::Piped(_) if table.is_outer => "pipe-outer",
            Rows::Piped(_) => "pipe",
            Rows::Glued(_) if !is_titled => "untitled",
            Rows::Glued(_) if !table.has_header || self.lacks_words && self.marks.table.is_none() => "headless",
            Rows::Glued(_) if !credits.is_empty() => "photos",
            Rows::Glued(_) => "plain",
        };
        // What stands between the mark over the table and the table is no row, and told before it.
        let is_mark = |at: &usize| [self.marks.summary, self.marks.table].contains(&Some(*at));
        let above = (self.start..table.start).filter(|at| !is_mark(at) && !credits.contains(at));
        let summary: Vec<Line<'_>> = above.map(|at| self.lines[at]).collect();
        let prose_start = self.marks.prose.map_or(table.end, |at| at + 1);
        let below = (prose_start..self.lines.len()).filter(|at| !credits.contains(at));
        let below: Vec<Line<'a>> = below.map(|at| self.lines[at]).collect();
        let (before, notice, after) = marks::notice(&below);
        let is_piped = matches!(table.rows, Rows::Piped(_));
        let header = table.has_header.then(|| self.lines[table.start]);
        // A header row that may be a row is with these.
        let is_row = |line: &Line| matches!(&table.rows, Rows::Glued(rows) if rows.first().is_some_and(|row| row.number == line.number));
        let label = header.filter(|line| !is_row(line)).and_then(|line| {
            let text = header::label(line.text, &table.figures, is_piped)?;
            Some(Line { text, ..line })
        });
        Parts {
            layout,
            title,
            figures: table.figures,
            summary: text::blocks(&summary).flat_map(text::paragraphs).collect::<Vec<_>>().join("\n\n"),
            rows: table.rows,
            prose: vec![label.into_iter().collect(), before.to_vec(), after.to_vec()],
            notice,
            credits: credits.into_iter().map(|at| self.lines[at].text.to_owned()).collect(),
        }
    }

    /// Where the table may begin.
    pub(super) fn above_table(&self) -> usize {
        self.marks.table.map_or(self.start, |at| at + 1)
    }

    /// Returns the lines, those of credits and captions blank: they are no rows, and the numbers must stay.
    pub(super) fn without(&self, start: usize, end: usize, credits: &BTreeSet<usize>) -> Vec<Line<'a>> {
        let blanked = |at: usize| {
            let line = self.lines[at];
            if credits.contains(&at) { Line { text: "", ..line } } else { line }
        };
        (start.min(end)..end).map(blanked).collect()
    }

    pub(super) fn empty_table(&self, header: usize) -> Rejection {
        let reason = "the table has no rows below its header row".to_owned();
        Rejection { line: self.lines[header].number, reason }
    }
}

pub(super) fn ensure_different(figures: &[String], line: usize) -> Result<(), Rejection> {
    if figures.iter().any(|figure| figure.len() > name::LONGEST) {
        return Err(Rejection { line, reason: cells::LONG_FIGURE.to_owned() });
    }
    let mut seen = HashSet::new();
    match figures.iter().find(|figure| !seen.insert(name::fold(figure))) {
        None => Ok(()),
        Some(figure) => Err(Rejection { line, reason: format!("two figures have the same name, `{figure}`") }),
    }
}
