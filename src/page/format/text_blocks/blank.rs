//! Tables whose cells are parted by tabs, or by blanks that line up.

use super::cell::cell;
use super::page::Page;
use crate::page::choose::{Cell, Table, TableRow};

/// A table whose cells are parted by tabs.
pub(super) fn tabbed(page: &Page<'_, '_>, at: usize) -> Option<(Table, usize)> {
    parted(page, at, "tabs", |line| {
        if !line.contains('\t') {
            return None;
        }
        Some(line.trim_end_matches([' ', '\r']).split('\t').map(str::trim).collect())
    })
}

/// A table whose cells are parted by two blanks or more and begin at the same places.
pub(super) fn aligned(page: &Page<'_, '_>, at: usize) -> Option<(Table, usize)> {
    // Where the texts of a line begin and end, in characters.
    let texts = |line: &str| -> Vec<(usize, usize)> {
        let mut texts: Vec<(usize, usize)> = Vec::new();
        for (place, _) in line.chars().enumerate().filter(|(_, c)| *c != ' ') {
            match texts.last_mut().filter(|(_, end)| place < *end + 2) {
                Some((_, end)) => *end = place + 1,
                None => texts.push((place, place + 1)),
            }
        }
        texts
    };
    let columns: Vec<usize> = texts(page.raw[at]).iter().map(|(start, _)| *start).collect();
    if columns.len() < 3 {
        return None;
    }
    parted(page, at, "columns", move |line| {
        let found = texts(line);
        // A text that begins beside the columns, or runs into the next one, is as likely prose.
        let fits = |(start, end): &(usize, usize)| {
            let next = columns.iter().find(|column| *column > start);
            columns.contains(start) && next.is_none_or(|next| end < next)
        };
        // So is a line with one text.
        if line.contains(['\t', '|']) || found.len() < 2 || !found.iter().all(fits) {
            return None;
        }
        let chars: Vec<(usize, char)> = line.char_indices().collect();
        let offset = |place: usize| chars.get(place).map_or(line.len(), |(offset, _)| *offset);
        let ends = columns[1..].iter().copied().chain([usize::MAX]);
        Some(columns.iter().zip(ends).map(|(start, end)| line[offset(*start)..offset(end)].trim()).collect())
    })
}

/// A table each line of which is a row, its cells told apart by `cells`: two rows or more of as many cells as the first.
/// A line that is no such row ends it, unless it follows directly: then it is a row that is not sure.
fn parted<'a>(
    page: &Page<'a, '_>,
    at: usize,
    layout: &'static str,
    cells: impl Fn(&'a str) -> Option<Vec<&'a str>>,
) -> Option<(Table, usize)> {
    let header = cells(page.raw[at])?;
    let columns = header.len();
    // Tabs are set on purpose: a row that has more or fewer of them is one all the same, which is not sure.
    let is_row = |line: &'a str| cells(line).is_some_and(|cells| cells.len() == columns || layout == "tabs");
    let below = page.raw.get(at + 1)?;
    if columns < 3 || below.trim().is_empty() || !is_row(below) || header[1..].iter().any(|head| head.is_empty()) {
        return None;
    }
    let mut rows: Vec<TableRow> = Vec::new();
    let mut next = at;
    while let Some(line) = page.raw.get(next).filter(|line| !line.trim().is_empty()) {
        let number = page.lines[next].number;
        let raw = line.trim().to_owned();
        let row = TableRow { line: number, raw, ..TableRow::default() };
        let read = cells(line);
        // What does not begin where rows do, or is no row, may go on in the one above.
        let goes_on = layout == "columns" && read.as_ref().is_none_or(|cells| cells[0].is_empty());
        if goes_on && let Some(above) = rows.get_mut(1..).and_then(<[TableRow]>::last_mut) {
            above.doubt.get_or_insert_with(|| "the row may go on in the line below it".to_owned());
        }
        rows.push(match read.filter(|cells| cells.len() <= columns) {
            Some(cells) if cells.len() == columns || layout == "tabs" => {
                let mut cells: Vec<Cell> = cells.into_iter().map(|text| cell(text, &page.links)).collect();
                let is_short = cells.len() < columns;
                cells.resize(columns, Cell::default());
                let doubt = is_short.then(|| format!("the row has fewer cells than the header's {columns}"));
                TableRow { cells, doubt, ..row }
            }
            _ => TableRow { doubt: Some(format!("the row does not have the {columns} cells of the header")), ..row },
        });
        next += 1;
    }
    Some((Table { rows, layout }, next))
}

#[cfg(test)]
mod tests {
    use crate::page::{InputFormat, read_as};

    #[test]
    fn a_row_with_other_tabs_than_the_header_is_unclear() {
        let page = "Tea vs. Coffee\n\nAspect\tTea\tCoffee\nColor\tGreen\nMade of\tLeaves\tBeans\tx\nHot\tYes\tYes\n";
        let document = read_as(InputFormat::Text, page.as_bytes(), "a.txt").unwrap();
        assert_eq!((document.rows.len(), document.unclear.len()), (1, 2));
    }

    #[test]
    fn a_row_that_may_go_on_below_is_unclear() {
        for below in ["           leaves", "leaves", "           leaves    and twigs"] {
            let page = format!(
                "Tea vs. Coffee\n\nAspect     Tea       Coffee\nColor      Green     Brown\nMade of    Dried     Beans\n{below}\nHot        Yes       Yes\n"
            );
            let document = read_as(InputFormat::Text, page.as_bytes(), "a.txt").unwrap();
            let clear: Vec<&str> = document.rows.iter().map(|row| &*row.attribute).collect();
            assert_eq!(clear, ["Color", "Hot"], "{below}");
            assert_eq!(document.unclear.len(), 2, "{below}");
        }
    }
}
