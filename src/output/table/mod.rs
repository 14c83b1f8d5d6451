//! Tables for people, fitted to the width of the terminal, and records (a line per cell) where a table would not be
//! readable. They are for eyes alone: nothing reads them back.
//!
//! Widths are settled by the first rows; what follows streams, so a long listing does not pile up in memory. How wide columns
//! are is in `layout`.

mod layout;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::cell::Cell;
use super::safe::safe;
use super::settings::Settings;
use super::sink::Sink;
use super::wrap::draw;
use layout::{GAP, Layout, SAMPLE};

/// The most bytes of the rows that are looked at before the widths are settled.
const SAMPLE_BYTES: usize = 16 * 1024 * 1024;

/// The most characters of a cell that are looked at where it has one line: more than any terminal is wide.
const LONGEST_LINE: usize = 1_000;

/// A table under way.
pub(super) struct Table<'o, 'a> {
    out: &'o mut Sink<'a>,
    settings: Settings,
    /// The most characters of a cell.
    longest: usize,
    /// Whether each row takes one line, its cells cut to the width of their column.
    one_line: bool,
    /// How many cells were cut.
    cut: &'o mut usize,
    columns: Vec<String>,
    /// The rows before the layout is settled.
    sample: Vec<Vec<String>>,
    /// Their bytes.
    sampled: usize,
    layout: Option<Layout>,
    /// Whether a row has been written.
    begun: bool,
}

impl<'o, 'a> Table<'o, 'a> {
    pub(super) fn new(
        out: &'o mut Sink<'a>,
        settings: Settings,
        (longest, one_line): (usize, bool),
        cut: &'o mut usize,
        columns: &[&str],
    ) -> Self {
        let columns = columns.iter().map(|name| safe(name).into_owned()).collect();
        let (sample, sampled) = (Vec::new(), 0);
        Self { out, settings, longest, one_line, cut, columns, sample, sampled, layout: None, begun: false }
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let row: Vec<String> = cells
            .iter()
            .map(|cell| match cell {
                Cell::Text(text) if self.one_line => {
                    one_line(safe(beginning(text, LONGEST_LINE).map_or(text, |(beginning, _)| beginning)).as_ref())
                }
                // Before anything else is done with it.
                Cell::Text(text) => match beginning(text, self.longest) {
                    Some((beginning, length)) => {
                        *self.cut += 1;
                        format!("{}… ({length} characters)", safe(beginning))
                    }
                    None => safe(text).into_owned(),
                },
                other => other.safe_text().into_owned(),
            })
            .collect();
        if self.layout.is_some() {
            return self.write(&row);
        }
        self.sampled += row.iter().map(String::len).sum::<usize>();
        self.sample.push(row);
        if self.sample.len() < SAMPLE && self.sampled < SAMPLE_BYTES { Ok(()) } else { self.begin() }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.layout.is_none() && !self.sample.is_empty() { self.begin() } else { Ok(()) }
    }

    /// Settles the layout and writes the rows that waited for it.
    fn begin(&mut self) -> io::Result<()> {
        let width = self.settings.columns();
        let lines = if self.one_line { Layout::lines(&self.columns, &self.sample, width) } else { None };
        let layout = lines.unwrap_or_else(|| Layout::new(&self.columns, &self.sample, width));
        if let Layout::Grid { widths, .. } = &layout {
            let columns = if self.one_line { cut_all(&self.columns, widths) } else { self.columns.clone() };
            for line in draw(&columns, widths, '│') {
                writeln!(self.out, "{}", self.settings.bold(&line))?;
            }
            let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            writeln!(self.out, "{}", rules.join("─┼─"))?;
        }
        self.layout = Some(layout);
        for row in std::mem::take(&mut self.sample) {
            self.write(&row)?;
        }
        Ok(())
    }

    fn write(&mut self, row: &[String]) -> io::Result<()> {
        match &self.layout {
            Some(Layout::Grid { widths, separated }) => {
                if *separated && self.begun {
                    let blanks: Vec<String> = widths.iter().map(|width| " ".repeat(*width)).collect();
                    writeln!(self.out, "{}", blanks.join(GAP).trim_end_matches(' '))?;
                }
                let cut: Vec<String>;
                let row = if self.one_line {
                    cut = cut_all(row, widths);
                    &cut
                } else {
                    row
                };
                for line in draw(row, widths, '│') {
                    writeln!(self.out, "{line}")?;
                }
            }
            Some(Layout::Records { widths }) => {
                if self.begun {
                    writeln!(self.out)?;
                }
                for (name, text) in self.columns.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
                    // Safe text holds no tab, so the first one is the border between name and text.
                    for line in draw(&[name, text], widths, '\t') {
                        let (name, text) = line.split_once('\t').unwrap_or((&line, ""));
                        let bare = name.trim_end_matches(' ');
                        let gap = if text.is_empty() { "" } else { &name[bare.len()..] };
                        writeln!(self.out, "{}{gap}{text}", self.settings.bold(bare))?;
                    }
                }
            }
            None => {}
        }
        self.begun = true;
        self.out.end_row()
    }
}

/// Returns a text on one line, without blanks in a row.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the cells of a row, each as far as it fits its column.
fn cut_all(row: &[String], widths: &[usize]) -> Vec<String> {
    row.iter().zip(widths).map(|(cell, width)| cut_to(cell, *width)).collect()
}

/// Returns a line as far as it fits a width; with a mark where something is left out.
fn cut_to(line: &str, width: usize) -> String {
    if line.width() <= width {
        return line.to_owned();
    }
    let mut cut = String::new();
    let mut taken = 0;
    for c in line.chars() {
        taken += c.width().unwrap_or(0);
        if taken > width.saturating_sub(1) {
            break;
        }
        cut.push(c);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// Returns the first characters of a text, and how many it has, when it is longer than so many.
fn beginning(text: &str, longest: usize) -> Option<(&str, usize)> {
    if text.len() <= longest {
        return None;
    }
    let (end, _) = text.char_indices().nth(longest)?;
    Some((&text[..end], text.chars().count()))
}
