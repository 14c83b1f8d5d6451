//! Which line of a page belongs to which part of the document. The parts are recognised one by one, each with or without
//! the others:
//!
//! - the title, else figures that the header row names with certainty (`untitled`);
//! - the table: Markdown (`pipe`, `pipe-outer`), else a header row that ran together and what follows, else, where
//!   one-word lines and with them the header row are missing, what stands between summary and prose (`headless`);
//! - credits and captions (`photos`), which are taken out wherever they stand.
//!
//! A document's layout is the first of pipe, untitled, headless, photos that applies, else `plain`.

use std::collections::{BTreeSet, HashSet};

use super::header::{self, Witness};
use super::marks::{self, Marks};
use super::pipe::{self, Found};
use super::table::{self, Rows};
use super::text::{self, Line};
use super::{Parts, Rejection, cells, choose, credit, row, title};
use crate::{name, slug};

/// How many lines are tried as the header row of a page without a title.
const MOST_HEADERS: usize = 12;

/// Takes a page apart. Markdown tables are looked for only where `with_pipes`.
pub(super) fn parts<'a>(lines: &[Line<'a>], source: &str, with_pipes: bool) -> Result<Parts<'a>, Rejection> {
    let is_first = |line: &Line<'_>| !line.text.is_empty() && !marks::is_brand(line.text);
    let Some(at) = lines.iter().position(is_first) else {
        return Err(Rejection { line: 1, reason: "the page has no title such as `A vs. B`".to_owned() });
    };
    let text = marks::without_hashes(lines[at].text);
    let readings = choose::title::readings(text);
    let Some(most) = readings.first().map(Vec::len) else {
        return Page::new(lines, at, at, source, with_pipes).untitled();
    };
    if most > title::MOST_FIGURES {
        let reason = format!("the title names more than {} figures", title::MOST_FIGURES);
        return Err(Rejection { line: lines[at].number, reason });
    }
    let titled = Page::new(lines, at, at + 1, source, with_pipes).titled(text, readings);
    // A summary that mentions "A vs. B" is no title.
    let is_prose = titled.is_err() && text::ends_sentence(text);
    if is_prose && let Ok(parts) = Page::new(lines, at, at, source, with_pipes).untitled() {
        return Ok(parts);
    }
    titled
}

/// A page whose title, if it has one, is known.
struct Page<'a, 'b> {
    lines: &'b [Line<'a>],
    source: &'b str,
    with_pipes: bool,
    /// The line of the title, or else the first line.
    first: usize,
    /// Where the lines below the title begin.
    start: usize,
    marks: Marks,
    /// Whether no line above the prose is a single word, so that such lines may have been dropped.
    lacks_words: bool,
    /// Whether there is none on the whole page.
    lacks_all_words: bool,
}

/// A table whose figures are settled.
struct Table<'a> {
    figures: Vec<String>,
    rows: Rows<'a>,
    /// Its lines: the header row, where it has one, up to but without what follows.
    start: usize,
    end: usize,
    is_outer: bool,
    has_header: bool,
}

impl<'a, 'b> Page<'a, 'b> {
    fn new(lines: &'b [Line<'a>], first: usize, start: usize, source: &'b str, with_pipes: bool) -> Self {
        let marks = Marks::find(lines, start);
        let is_word = |line: &Line<'_>| !line.text.is_empty() && !line.text.contains([' ', '\t']);
        let lacks_words = !lines[..marks.end].iter().any(is_word);
        let lacks_all_words = lacks_words && !lines[marks.end..].iter().any(is_word);
        Self { lines, source, with_pipes, first, start, marks, lacks_words, lacks_all_words }
    }

    fn titled(&self, title: &str, readings: Vec<Vec<String>>) -> Result<Parts<'a>, Rejection> {
        let names: Vec<String> = readings.iter().flatten().cloned().collect();
        let credits = credit::find(self.lines, &self.marks, &names);
        let table = match self.titled_pipe(&readings, &credits) {
            Some(table) => table?,
            None => self.titled_glued(title, readings, &credits)?,
        };
        Ok(self.assembled(title.to_owned(), true, table))
    }

    fn untitled(&self) -> Result<Parts<'a>, Rejection> {
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
        Parts {
            layout,
            title,
            figures: table.figures,
            summary: text::blocks(&summary).flat_map(text::paragraphs).collect::<Vec<_>>().join("\n\n"),
            rows: table.rows,
            prose: vec![before.to_vec(), after.to_vec()],
            notice,
            credits: credits.into_iter().map(|at| self.lines[at].text.to_owned()).collect(),
        }
    }

    /// Where the table may begin.
    fn above_table(&self) -> usize {
        self.marks.table.map_or(self.start, |at| at + 1)
    }

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
    fn titled_pipe(&self, readings: &[Vec<String>], credits: &BTreeSet<usize>) -> Option<Result<Table<'a>, Rejection>> {
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
    fn untitled_pipe(&self) -> Option<Result<Table<'a>, Rejection>> {
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

    /// Returns the lines, those of credits and captions blank: they are no rows, and the numbers must stay.
    fn without(&self, start: usize, end: usize, credits: &BTreeSet<usize>) -> Vec<Line<'a>> {
        let blanked = |at: usize| {
            let line = self.lines[at];
            if credits.contains(&at) { Line { text: "", ..line } } else { line }
        };
        (start.min(end)..end).map(blanked).collect()
    }

    /// Returns the table whose header row ran together, or one without a header row.
    fn titled_glued(
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

    /// Returns the table of a page on which one-word lines and with them the header row are missing.
    fn headless(&self, readings: Vec<Vec<String>>, credits: &BTreeSet<usize>) -> Result<Option<Table<'a>>, Rejection> {
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

    /// Returns the table of a page without a title, when its header row surely names the figures.
    fn untitled_glued(&self, credits: &BTreeSet<usize>) -> Result<Table<'a>, Rejection> {
        let start = self.above_table();
        let mut first = None;
        for at in (start..self.marks.end).filter(|at| self.could_be_header(*at, credits)).take(MOST_HEADERS) {
            first.get_or_insert(at);
            if let Some(figures) = self.witness(at, credits).figures(self.lines[at].text) {
                let credits = credit::find(self.lines, &self.marks, &figures);
                return self.glued(at, figures, &credits);
            }
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

    fn empty_table(&self, header: usize) -> Rejection {
        let reason = "the table has no rows below its header row".to_owned();
        Rejection { line: self.lines[header].number, reason }
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

fn ensure_different(figures: &[String], line: usize) -> Result<(), Rejection> {
    if figures.iter().any(|figure| figure.len() > name::LONGEST) {
        return Err(Rejection { line, reason: cells::LONG_FIGURE.to_owned() });
    }
    let mut seen = HashSet::new();
    match figures.iter().find(|figure| !seen.insert(name::fold(figure))) {
        None => Ok(()),
        Some(figure) => Err(Rejection { line, reason: format!("two figures have the same name, `{figure}`") }),
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
