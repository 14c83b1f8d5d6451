//! Tables whose columns a rule of dashes or equals signs with gaps in it tells: Pandoc's simple and multiline tables, those
//! of reStructuredText, and what many programs print.

use unicode_width::UnicodeWidthChar;

use super::cell::cell;
use super::page::Page;
use crate::page::choose::{Table, TableRow};
use crate::page::text;

/// The most lines of a header.
const MOST_HEADER_LINES: usize = 8;

/// What parts the rows of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parted {
    /// Each line is a row. Whether one without a first cell goes on in the row above is not told.
    Lines,
    /// Each line is a row, but those without a first cell go on in the row above.
    FirstCells,
    /// Blank lines do.
    BlankLines,
}

/// Reads the table that begins on a line: with its header over the rule, or with a rule over the header that the last line
/// of the table repeats.
pub(super) fn read(page: &Page<'_, '_>, at: usize) -> Option<(Table, usize)> {
    let (first, opens) = (page.raw[at], columns(page.raw[at]));
    let is_framed = opens.is_some() || is_frame(first);
    let above = if is_framed { at + 1 } else { at };
    let is_written = |at: usize| page.raw.get(at).is_some_and(|line| !line.trim().is_empty());
    let last = if is_framed { above + MOST_HEADER_LINES } else { at + 1 };
    let rule =
        (above + 1..=last).take_while(|line| is_written(*line)).find(|line| columns(page.raw[*line]).is_some())?;
    let starts = columns(page.raw[rule])?;
    if opens.as_ref().is_some_and(|opens| *opens != starts) {
        return None;
    }
    let header = row(page, above..rule, &starts);
    if header.doubt.is_some() || header.cells[1..].iter().any(|cell| cell.text.is_empty()) {
        return None;
    }
    let is_end = |line: &str| is_frame(line) && opens.is_none() || columns(line).is_some_and(|rule| rule == starts);
    let below = &page.raw[rule + 1..];
    let closed = below.iter().position(|line| is_end(line));
    let blank = below.iter().position(|line| line.trim().is_empty()).unwrap_or(below.len());
    let (end, next) = match closed.filter(|closed| is_framed || *closed <= blank) {
        Some(end) => (end, end + 1),
        None if is_framed => return None,
        None => (blank, blank),
    };
    let body = rule + 1..rule + 1 + end;
    let has_blank = body.clone().any(|line| !is_written(line) && line + 1 < body.end);
    let parted = match opens {
        Some(_) if first.trim_start().starts_with('=') => Parted::FirstCells,
        _ if is_framed && has_blank => Parted::BlankLines,
        _ => Parted::Lines,
    };
    let mut rows = vec![header];
    rows.extend(runs(page, body, &starts, parted).into_iter().map(|run| body_row(page, run, &starts, parted)));
    (rows.len() > 1).then(|| (Table { rows, layout: "ruled" }, rule + 1 + next))
}

/// Returns where the columns of a table with this rule begin, at least three of them.
fn columns(line: &str) -> Option<Vec<usize>> {
    let line = line.trim_end();
    let sign = line.trim_start().bytes().next().filter(|sign| matches!(sign, b'-' | b'='))?;
    if !line.bytes().all(|byte| byte == sign || byte == b' ') {
        return None;
    }
    let runs = || line.split(' ').filter(|run| !run.is_empty());
    // `- - -` is a line across the page.
    if runs().count() < 3 || runs().any(|run| run.len() < 2) {
        return None;
    }
    let is_start = |at: &usize| line.as_bytes()[*at] == sign && (*at == 0 || line.as_bytes()[*at - 1] == b' ');
    Some((0..line.len()).filter(is_start).collect())
}

/// Answers whether the line is one rule over the whole table.
fn is_frame(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5 && line.bytes().all(|byte| byte == b'-')
}

/// Returns which lines are a row together.
fn runs(
    page: &Page<'_, '_>,
    body: std::ops::Range<usize>,
    starts: &[usize],
    parted: Parted,
) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    let mut is_apart = true;
    for at in body {
        let line = page.raw[at];
        if line.trim().is_empty() {
            is_apart = true;
            continue;
        }
        let goes_on = match parted {
            Parted::BlankLines => !is_apart,
            Parted::Lines | Parted::FirstCells => {
                cut(line, starts).is_none_or(|cells| cells[0].is_empty()) && !runs.is_empty()
            }
        };
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
        is_apart = false;
    }
    runs
}

fn body_row(page: &Page<'_, '_>, run: std::ops::Range<usize>, starts: &[usize], parted: Parted) -> TableRow {
    let lines: Vec<&str> = run.clone().map(|at| page.raw[at]).filter(|line| !line.trim().is_empty()).collect();
    let read = row(page, run, starts);
    if lines.len() < 2 || read.doubt.is_some() {
        return read;
    }
    let cells = lines.iter().filter_map(|line| cut(line, starts));
    let is_row = |cells: &Vec<String>| cells.iter().all(|cell| !cell.is_empty()) && !text::begins_low(&cells[0]);
    let doubt = match parted {
        Parted::FirstCells => None,
        Parted::Lines => Some("the row may go on in the line below it".to_owned()),
        Parted::BlankLines => {
            cells.skip(1).any(|cells| is_row(&cells)).then(|| "several lines may be a row each".to_owned())
        }
    };
    TableRow { doubt, ..read }
}

/// Returns the row that some lines are together.
fn row(page: &Page<'_, '_>, lines: std::ops::Range<usize>, starts: &[usize]) -> TableRow {
    let number = page.lines[lines.start].number;
    let lines: Vec<&str> = lines.map(|at| page.raw[at]).filter(|line| !line.trim().is_empty()).collect();
    let raw = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let Some(cut) = lines.iter().map(|line| cut(line, starts)).collect::<Option<Vec<_>>>() else {
        let doubt = "a line of the row does not keep to the columns of the rule".to_owned();
        return TableRow { line: number, raw, doubt: Some(doubt), ..TableRow::default() };
    };
    let joined = |column: usize| {
        let texts = cut.iter().map(|cells| &*cells[column]).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join(" ")
    };
    let cells = (0..starts.len()).map(|column| cell(&joined(column), &page.links)).collect();
    TableRow { line: number, raw, cells, ..TableRow::default() }
}

/// Returns the cells of a line; `None` where a text stands in two columns. Whoever set the page may have counted letters, or
/// the space that they take: where both fit and differ, neither is sure.
fn cut(line: &str, starts: &[usize]) -> Option<Vec<String>> {
    let by_letters = cut_by(line, starts, |_| 1);
    if line.is_ascii() {
        return by_letters;
    }
    let by_space = cut_by(line, starts, |letter| letter.width().unwrap_or(0));
    match (by_letters, by_space) {
        (Some(letters), Some(space)) => (letters == space).then_some(letters),
        (letters, space) => letters.or(space),
    }
}

fn cut_by(line: &str, starts: &[usize], width: impl Fn(char) -> usize) -> Option<Vec<String>> {
    if line.contains('\t') {
        return None;
    }
    let mut cells = vec![String::new(); starts.len()];
    let (mut place, mut column) = (0, 0);
    for letter in line.chars() {
        while starts.get(column + 1).is_some_and(|start| place >= *start) {
            column += 1;
        }
        // The blank before each column parts it from the one before.
        let reaches = starts.get(column + 1).is_some_and(|start| place + width(letter) >= *start);
        if reaches && letter != ' ' {
            return None;
        }
        cells[column].push(letter);
        place += width(letter);
    }
    Some(cells.iter().map(|cell| cell.trim().to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use crate::page::{InputFormat, read_as};

    /// Returns the rows of a page, their cells parted by pipes, and behind them the unclear ones.
    fn rows(table: &str) -> Vec<String> {
        let page = format!("Kayak vs. Canoe\n\n{table}\n\nBoth float.\n");
        let document = read_as(InputFormat::Text, page.as_bytes(), "a.txt").unwrap_or_else(|why| panic!("{why:?}"));
        assert_eq!(document.sections.iter().map(|section| section.passages.len()).sum::<usize>(), 1, "{document:?}");
        let clear = document.rows.iter().map(|row| format!("{}|{}", row.attribute, row.values.join("|")));
        clear.chain(document.unclear.iter().map(|row| format!("? {}", row.raw))).collect()
    }

    #[test]
    fn a_cell_of_a_multiline_table_goes_on_in_the_next_line() {
        let table = "\
-----------------------------------------------
 Basis of    Kayak               Canoe
 comparison
----------- ------------------- --------------
 Paddle      Two blades on one   One blade
             long shaft

 Seat        Low                 Raised
             **always**          bench or
 height                          kneeling

 Deck        Closed
-----------------------------------------------";
        assert_eq!(
            rows(table),
            [
                "Paddle|Two blades on one long shaft|One blade",
                "Seat height|Low always|Raised bench or kneeling",
                "Deck|Closed|"
            ]
        );
    }

    #[test]
    fn lines_that_may_be_rows_of_their_own_are_unclear() {
        let frame = "-".repeat(30);
        let table = format!(
            "{frame}\n Aspect   Kayak    Canoe\n-------- -------- -----------\n Hull     Narrow   Wide\n Deck     Closed   Open\n\n Seat     Low      High\n{frame}"
        );
        assert_eq!(rows(&table), ["Seat|Low|High", "? Hull     Narrow   Wide Deck     Closed   Open"]);
        let simple =
            "Aspect  Kayak   Canoe\n------- ------- -----\nHull    Narrow  Wide\n        keel\nDeck    Closed  Open";
        assert_eq!(rows(simple), ["Deck|Closed|Open", "? Hull    Narrow  Wide keel"]);
        let crossed = "Aspect  Kayak   Canoe\n------- ------- -----\nHull    Narrow and long\nDeck    Closed  Open";
        assert_eq!(rows(crossed)[0], "Deck|Closed|Open");
    }

    #[test]
    fn simple_tables_and_those_of_restructured_text_have_a_row_a_line() {
        let expected = ["Hull|Narrow|Wide", "Deck|Closed|Open"];
        for table in [
            "  Aspect  Kayak   Canoe\n  ------- ------- -----\n  Hull    Narrow  Wide\n  Deck    Closed  Open",
            "  Aspect   Kayak  Canoe\n  ------- ------- -----\n  Hull     Narrow Wide\n  Deck     Closed Open\n  ------- ------- -----",
            "======= ======= =====\nAspect  Kayak   Canoe\n======= ======= =====\nHull    Narrow  Wide\n\nDeck    Closed  Open\n======= ======= =====",
            "----------------------\nAspect  Kayak   Canoe\n------- ------- -----\nHull    Narrow  Wide\nDeck    Closed  Open\n----------------------",
        ] {
            assert_eq!(rows(table), expected, "{table}");
        }
        let goes_on = "======= ======= =====\nAspect  Kayak   Canoe\n======= ======= =====\nHull    Narrow  Wide\n        keel\n======= ======= =====";
        assert_eq!(rows(goes_on), ["Hull|Narrow keel|Wide"]);
    }

    #[test]
    fn wide_letters_may_be_counted_or_measured() {
        let measured = "Aspect  Kayak   Canoe\n------- ------- -----\n船体    細い    広い\nDeck    Closed  Open";
        assert_eq!(rows(measured)[0], "船体|細い|広い");
        let counted = "Aspect  Kayak   Canoe\n------- ------- -----\n船体      細い      広い\nDeck    Closed  Open";
        assert_eq!(rows(counted)[0], "船体|細い|広い");
        let either = "Aspect  Kayak   Canoe\n------- ------- -----\n船体 大    細い い    広い\nDeck    Closed  Open";
        assert!(rows(either).iter().all(|row| !row.starts_with("船体")), "{:?}", rows(either));
    }
}
