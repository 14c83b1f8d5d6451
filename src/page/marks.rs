//! The lines that part a page: brand, "What's the Difference?", "Comparison", "Further Detail" and the closing notice.
//! Each of them may be missing; nothing here says what that means.

use super::text::{self, Line};
use crate::name;

/// How the closing notice begins.
const NOTICE: &str = "comparisons may contain";

/// A mark is no longer than this, in bytes.
const LONGEST_MARK: usize = 60;

/// Where the marks are, by index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// "What's the Difference?", over the summary.
    pub(super) summary: Option<usize>,
    /// "Comparison", over the table.
    pub(super) table: Option<usize>,
    /// "Further Detail", over the prose.
    pub(super) prose: Option<usize>,
    /// Where the lines end among which the table must be.
    pub(super) end: usize,
}

impl Marks {
    /// Answers whether the page has marks that only the site has whose rows run together.
    pub(super) fn is_home(&self) -> bool {
        self.summary.is_some() || self.prose.is_some()
    }

    /// Finds the marks below the title, which is the line before `start`.
    pub(super) fn find(lines: &[Line<'_>], start: usize) -> Self {
        let first = |start: usize, end: usize, is_mark: fn(&str) -> bool| {
            let mut below = lines[start..end].iter();
            below.position(|line| is_mark(&folded(line.text))).map(|at| start + at)
        };
        let prose = first(start, lines.len(), |line| matches!(line, "further detail" | "further details"));
        let end = prose.unwrap_or(lines.len());
        let table = first(start, end, |line| line == "comparison");
        let summary = first(start, table.unwrap_or(end), |line| line == "what's the difference");
        Self { summary, table, prose, end }
    }
}

/// Answers whether the line is the site's brand, a lone "vs." above the title.
pub(super) fn is_brand(line: &str) -> bool {
    matches!(&*folded(line), "vs." | "vs")
}

/// Returns the line without the signs of a Markdown heading ("## Comparison").
pub(super) fn without_hashes(line: &str) -> &str {
    let rest = line.trim_start_matches('#');
    let is_heading = (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ');
    if is_heading { rest.trim_end_matches('#').trim() } else { line }
}

fn folded(line: &str) -> String {
    if line.len() > LONGEST_MARK { String::new() } else { of_heading(without_hashes(line)) }
}

/// Returns a heading as marks are compared; empty when it is too long for one.
pub(super) fn of_heading(heading: &str) -> String {
    if heading.len() > LONGEST_MARK {
        return String::new();
    }
    let heading = name::fold(heading).replace('’', "'");
    heading.trim_end_matches(['?', ':']).to_owned()
}

/// Returns the lines before the closing notice, the notice, and the lines after it.
pub(super) fn notice<'a, 'b>(lines: &'b [Line<'a>]) -> (&'b [Line<'a>], String, &'b [Line<'a>]) {
    let Some(start) = lines.iter().rposition(|line| is_notice(line.text)) else {
        return (lines, String::new(), &[]);
    };
    let length = lines[start..].iter().position(|line| line.text.is_empty());
    let end = length.map_or(lines.len(), |length| start + length);
    (&lines[..start], text::paragraphs(&lines[start..end]).join("\n"), &lines[end..])
}

/// Answers whether a paragraph is the closing notice.
pub(super) fn is_notice(paragraph: &str) -> bool {
    let start: String = paragraph.chars().take(NOTICE.len()).collect();
    start.eq_ignore_ascii_case(NOTICE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_any_case_and_as_markdown_headings() {
        let lines = text::lines("T vs. C\n## What’s the difference?\nBoth.\nCOMPARISON\nA\nFurther Details:\nB");
        let marks = Marks::find(&lines, 1);
        assert_eq!((marks.summary, marks.table, marks.prose, marks.end), (Some(1), Some(3), Some(5), 5));
        assert_eq!(without_hashes("# Tea vs. Coffee"), "Tea vs. Coffee");
        assert_eq!(without_hashes("#1 in Sales"), "#1 in Sales");
        assert_eq!(without_hashes("C# vs. F#"), "C# vs. F#");
    }
}
