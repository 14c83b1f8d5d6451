//! Tables with one cell a line, or a paragraph.

use super::cell::cell;
use super::page::Page;
use crate::page::choose::{Table, TableRow, agrees};
use crate::page::format::text_blocks::marked::{fence, heading};
use crate::page::text;

/// The most figures of a table that is set one cell a line.
const MOST_SINGLE: usize = 8;

/// The longest cell of a header that is set so, in characters.
const LONGEST_HEAD: usize = 80;

/// A table with one cell a line, or a paragraph: its header names the figures of the title, and all that follows comes out
/// even.
pub(super) fn read<'a>(page: &Page<'a, '_>, at: usize, readings: &[Vec<String>]) -> Option<(Table, usize)> {
    let is_apart = page.lines.get(at + 1)?.text.is_empty();
    let bare = |line: &'a str| line.trim_matches(['|', ' ', '\t']);
    // Pipes may stand between the cells of a row only.
    let is_last =
        |at: usize| !is_apart && at > 0 && page.lines[at - 1].text.ends_with('|') && !page.lines[at].text.contains('|');
    let is_cell = |at: usize| {
        let line = page.lines[at].text;
        let is_piped = line.ends_with('|') != line.starts_with('|') || line.len() > 1 && line.ends_with('|');
        let is_inner = !bare(line).contains('|') && !bare(line).is_empty();
        is_inner && heading(line).is_none() && fence(line).is_none() && (is_apart || is_piped || is_last(at))
    };
    let mut cells: Vec<(usize, &str)> = Vec::new();
    let mut next = at;
    let columns = loop {
        // A sentence may have a figure's name in it and is none.
        let is_head = |text: &str| text.chars().count() <= LONGEST_HEAD && !text::ends_sentence(text);
        if !page.lines.get(next).is_some_and(|line| is_cell(next) && is_head(bare(line.text))) {
            return None;
        }
        cells.push((next, bare(page.lines[next].text)));
        next = below(page, next, is_apart)?;
        let names: Vec<&str> = cells[1..].iter().map(|(_, text)| *text).collect();
        if agrees(&names, readings) {
            break cells.len();
        }
        if cells.len() > MOST_SINGLE {
            return None;
        }
    };
    let mut end = next;
    while let Some(line) = page.lines.get(next).filter(|_| is_cell(next)) {
        // Prose after whole rows ends the table.
        let is_prose = text::is_long(line.text) && text::ends_sentence(line.text);
        if is_prose && cells.len().is_multiple_of(columns) && cells.len() > columns {
            break;
        }
        cells.push((next, bare(line.text)));
        end = next + 1;
        match below(page, next, is_apart) {
            Some(below) => next = below,
            None => break,
        }
    }
    if cells.len() <= columns {
        return None;
    }
    let ends_rows = |(place, cell): (usize, &(usize, &str))| is_last(cell.0) == (place + 1).is_multiple_of(columns);
    let has_ends = cells.iter().any(|cell| is_last(cell.0));
    let is_even = cells.len().is_multiple_of(columns) && (!has_ends || cells.iter().enumerate().all(ends_rows));
    let row = |chunk: &[(usize, &str)]| {
        let texts: Vec<&str> = chunk.iter().map(|(_, text)| *text).collect();
        TableRow {
            line: page.lines[chunk[0].0].number,
            cells: texts.iter().map(|text| cell(text, &page.links)).collect(),
            raw: texts.join(" | "),
            ..TableRow::default()
        }
    };
    let (header, body) = cells.split_at(columns);
    let mut rows = vec![row(header)];
    if is_even {
        rows.extend(body.chunks(columns).map(row));
    } else {
        let doubt = format!("the cells do not come out even: {} of them for rows of {columns}", body.len());
        rows.push(TableRow { doubt: Some(doubt), ..row(body) });
    }
    Some((Table { rows, layout: "lines" }, end))
}

/// Returns the line of the next cell: the next one, or the one after a blank line.
fn below(page: &Page<'_, '_>, at: usize, is_apart: bool) -> Option<usize> {
    let next = if is_apart { at + 2 } else { at + 1 };
    let is_parted = !is_apart || page.lines.get(at + 1).is_some_and(|line| line.text.is_empty());
    (is_parted && next < page.lines.len() && !page.lines[next].text.is_empty()).then_some(next)
}

#[cfg(test)]
mod tests {
    use crate::page::{InputFormat, read_as};

    #[test]
    fn pipes_may_stand_behind_all_cells_or_between_them() {
        let read = |table: &str| {
            let page = format!("Ferry vs. Bridge\n\n{table}\nBoth cross the water.\n");
            read_as(InputFormat::Text, page.as_bytes(), "a.txt")
                .map(|document| (document.rows.len(), document.unclear.len()))
        };
        assert_eq!(read("Aspect |\nFerry |\nBridge |\nSpeed |\nslow |\nfast |\nCost |\nlow |\nhigh |\n"), Ok((2, 0)));
        assert_eq!(read("Aspect |\nFerry |\nBridge\nSpeed |\nslow |\nfast\nCost |\nlow |\nhigh\n"), Ok((2, 0)));
        // Sentences are no header.
        let sentences = "Aspect\n\nA Ferry is slow.\n\nA Bridge is fast.\n\nSpeed\n\nslow\n\nfast\n\n";
        assert!(read(sentences).is_err());
        // Which cell is missing is not told.
        assert_eq!(read("Aspect |\nFerry |\nBridge\nSpeed |\nslow\nCost |\nlow |\nhigh |\nfast\n"), Ok((0, 1)));
    }
}
