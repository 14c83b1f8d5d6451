//! The layout of the shipped document: brand line, title, summary, table, prose and notice, in this order, the parts
//! marked by lines of their own. It only says which line belongs to which part; nothing is interpreted here but the
//! title and the header row, because they tell whether the page has this layout at all.

use super::text::{self, Line};
use super::{Parts, Rejection, table, title};
use crate::name;

/// How the closing notice begins.
const NOTICE: &str = "comparisons may contain";

/// Takes a page apart.
pub(super) fn parts<'a>(lines: &[Line<'a>]) -> Result<Parts<'a>, Rejection> {
    let (at, readings) = title(lines)?;
    let marks = Marks::find(lines, at + 1);
    let (header, figures) = header(lines, at, &marks, readings)?;
    ensure_different(&figures, lines[at].number)?;
    let (rows, taken) = table::rows(&lines[header + 1..marks.end], marks.prose.is_some());
    if rows.is_empty() {
        return Err(Rejection {
            line: lines[header].number,
            reason: "the table has no rows below its header row".to_owned(),
        });
    }
    let (before, notice, after) = notice(&lines[marks.prose.map_or(header + 1 + taken, |at| at + 1)..]);
    Ok(Parts {
        layout: "plain",
        title: lines[at].text,
        figures,
        summary: summary(lines, at + 1, marks.table.unwrap_or(header)),
        rows,
        prose: vec![before.to_vec(), after.to_vec()],
        notice,
    })
}

/// Returns where the title is and what figures it may name. Brand lines above it, a lone "vs.", are skipped.
fn title(lines: &[Line<'_>]) -> Result<(usize, Vec<Vec<String>>), Rejection> {
    let is_title = |line: &Line<'_>| !line.text.is_empty() && !matches!(&*name::fold(line.text), "vs." | "vs");
    let Some(at) = lines.iter().position(is_title) else {
        return Err(Rejection { line: 1, reason: "the page has no title such as `A vs. B`".to_owned() });
    };
    let line = lines[at].number;
    let readings = title::readings(lines[at].text);
    match readings.first() {
        None => Err(Rejection { line, reason: "a title such as `A vs. B` must stand here".to_owned() }),
        Some(figures) if figures.len() > title::MOST_FIGURES => {
            Err(Rejection { line, reason: format!("the title names more than {} figures", title::MOST_FIGURES) })
        }
        Some(_) => Ok((at, readings)),
    }
}

/// The lines that part a page, by index.
struct Marks {
    /// "Comparison".
    table: Option<usize>,
    /// "Further Detail".
    prose: Option<usize>,
    /// Where the lines end among which the table must be.
    end: usize,
}

impl Marks {
    fn find(lines: &[Line<'_>], start: usize) -> Self {
        let first = |end: usize, is_mark: fn(&str) -> bool| {
            let mut below = lines[start..end].iter();
            below.position(|line| is_mark(&name::fold(line.text))).map(|at| start + at)
        };
        let prose = first(lines.len(), |line| matches!(line, "further detail" | "further details"));
        let end = prose.unwrap_or(lines.len());
        Self { table: first(end, |line| line == "comparison"), prose, end }
    }
}

/// Returns where the header row is, and the reading of the title that it agrees with.
fn header(
    lines: &[Line<'_>],
    title: usize,
    marks: &Marks,
    mut readings: Vec<Vec<String>>,
) -> Result<(usize, Vec<String>), Rejection> {
    let is_written = |at: &usize| !lines[*at].text.is_empty();
    let start = marks.table.unwrap_or(title) + 1;
    // Below the mark the header row is the first line; without the mark it may be any line, and is looked for.
    let many = if marks.table.is_some() { 1 } else { usize::MAX };
    let names: Vec<String> = readings.iter().map(|figures| table::run_together(figures)).collect();
    for at in (start..marks.end).filter(is_written).take(many) {
        if let Some(reading) = names.iter().position(|names| table::is_header(lines[at].text, names)) {
            return Ok((at, readings.swap_remove(reading)));
        }
    }
    Err(no_header(lines, start, marks, &readings))
}

/// Returns what is wrong with a page on which no header row was found.
fn no_header(lines: &[Line<'_>], start: usize, marks: &Marks, readings: &[Vec<String>]) -> Rejection {
    let first = lines[start..marks.end].iter().find(|line| !line.text.is_empty());
    if let (Some(_), Some(line)) = (marks.table, first) {
        let names: Vec<String> = readings.iter().take(1).flatten().map(|name| format!("`{name}`")).collect();
        let reason = format!("the table's header row must name the figures of the title: {}", names.join(", "));
        return Rejection { line: line.number, reason };
    }
    let last = lines.iter().rposition(|line| !line.text.is_empty()).unwrap_or_default();
    let line = lines[marks.table.or(marks.prose).unwrap_or(last)].number;
    Rejection { line, reason: "the page has no table whose header row names the figures of the title".to_owned() }
}

fn ensure_different(figures: &[String], line: usize) -> Result<(), Rejection> {
    let mut seen = std::collections::HashSet::new();
    match figures.iter().find(|figure| !seen.insert(name::fold(figure))) {
        None => Ok(()),
        Some(figure) => Err(Rejection { line, reason: format!("two figures have the same name, `{figure}`") }),
    }
}

/// Returns the paragraphs between the title and the table, without the line that heads them.
fn summary(lines: &[Line<'_>], start: usize, end: usize) -> String {
    let heads = |line: &Line<'_>| {
        let line = name::fold(line.text).replace('’', "'");
        line.trim_end_matches('?') == "what's the difference"
    };
    let head = lines[start..end].iter().position(heads).map(|at| start + at);
    let parts = head.map_or([start..end, end..end], |head| [start..head, head + 1..end]);
    let blocks = parts.into_iter().flat_map(|part| text::blocks(&lines[part]));
    blocks.flat_map(text::paragraphs).collect::<Vec<_>>().join("\n\n")
}

/// Returns the lines before the closing notice, the notice, and the lines after it.
fn notice<'a, 'b>(lines: &'b [Line<'a>]) -> (&'b [Line<'a>], String, &'b [Line<'a>]) {
    let begins = |line: &Line<'_>| {
        let start: String = line.text.chars().take(NOTICE.len()).collect();
        start.eq_ignore_ascii_case(NOTICE)
    };
    let Some(start) = lines.iter().rposition(begins) else {
        return (lines, String::new(), &[]);
    };
    let length = lines[start..].iter().position(|line| line.text.is_empty());
    let end = length.map_or(lines.len(), |length| start + length);
    (&lines[..start], text::paragraphs(&lines[start..end]).join("\n"), &lines[end..])
}
