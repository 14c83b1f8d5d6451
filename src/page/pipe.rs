//! Markdown tables, with or without outer pipes. Their cells are parted, so every row with the right number of cells is
//! clear; a row with fewer or more is not.
//!
//! The rule below the header (`|---|:-:|`) shows how many columns there are and whether lines begin and end with a
//! pipe, which a row with an empty first or last cell would not. A line that lacks its closing pipe was broken in a
//! cell; it is put together with the lines below when that gives exactly the cells that are needed.

use super::escapes::unescaped;
use super::text::{self, Line};

/// The most pieces that a line is cut into; the last holds the rest. No table that is read has so many columns.
const MOST_PIECES: usize = 1000;

/// The most lines over which one row may be broken.
const MOST_LINES: usize = 20;

/// A row, as its lines stood, and its cells as they are written (see [`read`]) or why it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PipeRow {
    pub(super) raw: String,
    pub(super) cells: Result<Vec<String>, String>,
}

/// Where a table is and how it is written.
#[derive(Debug)]
pub(super) struct Found {
    /// The index of its header row.
    pub(super) header: usize,
    /// The header's cells as they are written.
    pub(super) written: Vec<String>,
    /// The same, read.
    pub(super) names: Vec<String>,
    /// The index of the first line below header and rule.
    pub(super) start: usize,
    /// Whether a rule stands below the header.
    pub(super) has_rule: bool,
    style: Style,
}

impl Found {
    /// Answers whether its lines begin with a pipe.
    pub(super) fn is_outer(&self) -> bool {
        self.style.is_opened
    }
}

/// How the lines of a table are written.
#[derive(Debug, Clone, Copy)]
struct Style {
    columns: usize,
    is_opened: bool,
    is_closed: bool,
}

/// Finds the tables that begin before the line `last`, among the lines: each a rule below a header row, or, without a rule, a line whose cells satisfy
/// `is_header`.
pub(super) fn find<'b>(
    lines: &'b [Line<'_>],
    start: usize,
    last: usize,
    end: usize,
    is_header: impl Fn(&[String]) -> bool + 'b,
) -> impl Iterator<Item = Found> + 'b {
    (start..last).filter_map(move |at| {
        let line = lines[at].text;
        if !line.contains('|') || line.is_empty() {
            return None;
        }
        let below = lines[..end].get(at + 1).and_then(|below| rule(below.text));
        if let Some(style) = below {
            let written = cells(line, style).ok()?;
            let names = read(&written);
            return Some(Found { header: at, written, names, start: at + 2, has_rule: true, style });
        }
        let mut style = Style { columns: 0, is_opened: line.starts_with('|'), is_closed: is_closed(line) };
        let written = trimmed(pieces(line), style.is_opened, style.is_closed);
        let names = read(&written);
        style.columns = names.len();
        (names.len() > 2 && is_header(&names)).then_some(Found {
            header: at,
            written,
            names,
            start: at + 1,
            has_rule: false,
            style,
        })
    })
}

/// Returns the style that a rule shows; none when the line is no rule of at least two columns.
fn rule(line: &str) -> Option<Style> {
    let is_sign = |c: char| matches!(c, '|' | '+' | '-' | ':' | ' ' | '\t');
    if !line.contains(['|', '+']) || !line.chars().all(is_sign) {
        return None;
    }
    // Org and many programs cross the lines of a rule.
    let line = &*line.replace('+', "|");
    let style = Style { columns: 0, is_opened: line.starts_with('|'), is_closed: line.ends_with('|') };
    let inner = line.strip_prefix('|').unwrap_or(line);
    let cells = inner.strip_suffix('|').unwrap_or(inner).split('|');
    let is_dashes = |cell: &str| {
        let cell = cell.trim();
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        !cell.is_empty() && cell.chars().all(|c| c == '-')
    };
    let columns = cells.clone().count();
    ((2..MOST_PIECES).contains(&columns) && cells.clone().all(is_dashes)).then_some(Style { columns, ..style })
}

/// Reads the rows of a table from its first line on. `lines` end where the table must. Returns the rows, and how many
/// of the lines they take: all when the end `is_marked`, else those up to a blank line or one without a pipe.
pub(super) fn rows(found: &Found, lines: &[Line<'_>], is_marked: bool) -> (Vec<PipeRow>, usize) {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].text;
        if !is_marked && (line.is_empty() || !has_pipe(line)) {
            break;
        }
        if line.is_empty() {
            at += 1;
            continue;
        }
        let (row, taken) = row(&lines[at..], found.style);
        rows.push(row);
        at += taken;
    }
    (rows, at)
}

/// Returns the row that begins on the first line, and how many lines it takes.
fn row(lines: &[Line<'_>], style: Style) -> (PipeRow, usize) {
    let first = lines[0];
    let alone = cells(first.text, style);
    let is_whole = alone.is_ok() && (is_closed(first.text) || !style.is_closed && !is_continued(lines));
    if !is_whole && let Some((raw, cells, taken)) = rejoined(lines, style) {
        return (PipeRow { raw, cells: Ok(cells) }, taken);
    }
    let cells = alone.map_err(|count| match count {
        1 => "the line has no cells".to_owned(),
        count => format!("the row has {count} cells, where {} are needed", style.columns),
    });
    (PipeRow { raw: first.text.to_owned(), cells }, 1)
}

/// Puts a broken row together; none when the lines below do not complete it with certainty. Without closing pipes only
/// the change from a row that begins otherwise to lines that begin in lower case shows that they go on.
fn rejoined(lines: &[Line<'_>], style: Style) -> Option<(String, Vec<String>, usize)> {
    let mut raw = lines[0].text.to_owned();
    let is_row = if style.is_closed { is_closed(&raw) } else { text::begins_low(&raw) };
    if is_row || !has_pipe(&raw) {
        return None;
    }
    for taken in 1..lines.len().min(MOST_LINES) {
        let line = lines[taken].text;
        let is_own_row = style.is_opened && line.starts_with('|');
        if line.is_empty() || is_own_row || !style.is_closed && !is_continued(&lines[taken - 1..]) {
            return None;
        }
        raw.push(' ');
        raw.push_str(line);
        if is_closed(&raw) || !style.is_closed && !is_continued(&lines[taken..]) {
            let is_fit = |cells: &Vec<String>| cells.len() == style.columns;
            let cells = trimmed(pieces(&raw), style.is_opened, style.is_closed);
            return Some(cells).filter(is_fit).map(|cells| (raw, cells, taken + 1));
        }
    }
    None
}

/// Answers whether the second line goes on where the first breaks off, in lower case.
fn is_continued(lines: &[Line<'_>]) -> bool {
    let [first, second, ..] = lines else {
        return false;
    };
    let is_unfinished = !first.text.ends_with(['.', '!', '?']);
    is_unfinished && text::begins_low(second.text)
}

/// Returns the row's cells, or how many it has when that is not as many as there are columns.
fn cells(line: &str, style: Style) -> Result<Vec<String>, usize> {
    let pieces = pieces(line);
    let usual = trimmed(pieces.clone(), style.is_opened, style.is_closed);
    if usual.len() == style.columns {
        return Ok(usual);
    }
    let bare = trimmed(pieces, true, true);
    if bare.len() == style.columns { Ok(bare) } else { Err(usual.len()) }
}

/// Returns what stands between the pipes, the space before the first and after the last included.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut is_escaped = false;
    for (at, c) in line.char_indices() {
        if c == '|' && !is_escaped {
            if pieces.len() == MOST_PIECES {
                break;
            }
            pieces.push(&line[start..at]);
            start = at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    pieces.push(&line[start..]);
    pieces
}

/// Returns what cells say that stand alone in their markup.
pub(super) fn read(cells: &[String]) -> Vec<String> {
    cells.iter().map(|cell| unescaped(cell)).collect()
}

/// Returns the cells as they are written, without the empty ones outside the first and the last pipe where the style has those.
fn trimmed(mut pieces: Vec<&str>, is_opened: bool, is_closed: bool) -> Vec<String> {
    if is_closed && pieces.len() > 1 && pieces.last().is_some_and(|last| last.trim().is_empty()) {
        pieces.pop();
    }
    let is_empty = pieces.first().is_some_and(|first| first.trim().is_empty());
    let skipped = usize::from(is_opened && is_empty && pieces.len() > 1);
    pieces[skipped..].iter().map(|piece| piece.trim().to_owned()).collect()
}

/// Returns the cells between the pipes of a line as they are written, however many there are.
pub(super) fn all_cells(line: &str) -> Vec<String> {
    trimmed(pieces(line), line.starts_with('|'), is_closed(line))
}

/// Returns how many cells a line has; 0 where it has no pipe.
pub(super) fn width(line: &str) -> usize {
    if has_pipe(line) { all_cells(line).len() } else { 0 }
}

/// Answers whether a line has as many cells, of which the last may be empty.
pub(super) fn has_columns(line: &str, columns: usize) -> bool {
    width(line) == columns || has_pipe(line) && trimmed(pieces(line), line.starts_with('|'), false).len() == columns
}

/// Answers whether a line that begins with a pipe ends with one, or does neither.
pub(super) fn is_whole(line: &str) -> bool {
    line.starts_with('|') == is_closed(line)
}

fn has_pipe(line: &str) -> bool {
    pieces(line).len() > 1
}

fn is_closed(line: &str) -> bool {
    line.ends_with('|') && pieces(line).last().is_some_and(|last| last.is_empty())
}

#[cfg(test)]
mod tests;
