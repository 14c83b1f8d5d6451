//! Tables drawn with `+---+`, or with the lines that terminals have for that.

use std::borrow::Cow;

use super::cell::piped_cell;
use super::page::Page;
use crate::error::counted;
use crate::page::choose::{Table, TableRow};
use crate::page::{pipe, text};

/// A line of a table.
struct Drawn<'a> {
    number: usize,
    raw: &'a str,
    /// Its cells; `None` for a rule.
    cells: Option<Vec<String>>,
}

/// Reads a table drawn with rules around it. Rules between its rows part them, each of which may take several lines; where
/// the only rules are around the table and below its header, each line is a row.
pub(super) fn read(page: &Page<'_, '_>, at: usize) -> Option<(Table, usize)> {
    let first = plain(page.lines[at].text);
    if !is_rule(&first) {
        return None;
    }
    let columns = first.matches(['+']).count() - 1;
    let below = page.lines[at..].iter().take_while(|line| plain(line.text).starts_with(['+', '|']));
    let lines: Vec<Drawn> = below
        .map(|line| {
            let drawn = plain(line.text);
            let cells = (!is_rule(&drawn)).then(|| pipe::all_cells(&drawn));
            Drawn { number: line.number, raw: line.text, cells }
        })
        .collect();
    let mut groups = lines.split(|line| line.cells.is_none()).filter(|group| !group.is_empty());
    let header = row(groups.next()?, columns, page);
    let groups: Vec<&[Drawn]> = groups.collect();
    let mut rows = vec![header];
    // Where the rule below the header has signs of its own, rules part all rows.
    let is_set = lines.iter().any(|line| line.cells.is_none() && line.raw.contains('='));
    match groups[..] {
        [body] if body.len() > 1 && !is_set => rows.extend(body_rows(body, columns, page)),
        _ => rows.extend(groups.iter().map(|group| {
            let read = row(group, columns, page);
            let is_sure = is_set || group.iter().skip(1).all(goes_on);
            let doubt = || "several lines may be a row each".to_owned();
            TableRow { doubt: read.doubt.or_else(|| (!is_sure).then(doubt)), ..read }
        })),
    }
    (columns >= 2 && rows.len() > 1).then_some((Table { rows, layout: "grid" }, at + lines.len()))
}

/// Answers whether a line may go on in the row above: its first cell is empty, or begins like the rest of a sentence.
fn goes_on(line: &Drawn) -> bool {
    let first = line.cells.as_ref().and_then(|cells| cells.first());
    first.is_none_or(|first| first.is_empty() || text::begins_low(first))
}

/// Returns a row for each line. One that may be a part of the one above is not sure, nor is that.
fn body_rows(body: &[Drawn], columns: usize, page: &Page<'_, '_>) -> Vec<TableRow> {
    let mut rows: Vec<TableRow> = Vec::new();
    for (line, drawn) in body.iter().enumerate() {
        let mut read = row(&body[line..=line], columns, page);
        if goes_on(drawn) {
            let doubt = || "the row may go on in the line below it".to_owned();
            if let Some(above) = rows.last_mut() {
                above.doubt.get_or_insert_with(doubt);
            }
            read.doubt.get_or_insert_with(|| "the row may be a part of the one above it".to_owned());
        }
        rows.push(read);
    }
    rows
}

/// Returns the row that some lines are together.
fn row(lines: &[Drawn], columns: usize, page: &Page<'_, '_>) -> TableRow {
    let raw = lines.iter().map(|line| line.raw).collect::<Vec<_>>().join(" ");
    let line = lines.first().map_or(1, |line| line.number);
    let texts: Vec<&Vec<String>> = lines.iter().filter_map(|line| line.cells.as_ref()).collect();
    if let Some(found) = texts.iter().find(|texts| texts.len() != columns) {
        let doubt = format!("the row has {}, where {columns} are needed", counted(found.len(), "cell"));
        return TableRow { line, raw, doubt: Some(doubt), ..TableRow::default() };
    }
    let joined = |column: usize| {
        let parts = texts.iter().map(|cells| &*cells[column]).filter(|text| !text.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    };
    let cells = (0..columns).map(|column| piped_cell(&joined(column), &page.links)).collect();
    TableRow { line, cells, raw, ..TableRow::default() }
}

/// Returns a line that terminals draw as if it were drawn with the signs of a typewriter.
fn plain(line: &str) -> Cow<'_, str> {
    let is_drawn = |c: char| ('\u{2500}'..='\u{257f}').contains(&c);
    if !line.starts_with(is_drawn) {
        return Cow::Borrowed(line);
    }
    let sign = |c: char| match c {
        '─' | '━' | '═' | '╌' | '┄' => '-',
        '│' | '┃' | '║' | '┆' => '|',
        c if is_drawn(c) => '+',
        c => c,
    };
    // A bar in a cell is none of the table's.
    Cow::Owned(line.chars().flat_map(|c| (c == '|').then_some('\\').into_iter().chain([sign(c)])).collect())
}

fn is_rule(line: &str) -> bool {
    line.len() > 4
        && line.starts_with('+')
        && line.ends_with('+')
        && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
}

#[cfg(test)]
mod tests {
    use crate::page::{InputFormat, read_as};

    /// Returns the rows of a page, their cells parted by pipes, and behind them the unclear ones.
    fn rows(table: &str) -> Vec<String> {
        let page = format!("Trams vs. Buses\n\n{table}\n\nBoth run.\n");
        let document = read_as(InputFormat::Text, page.as_bytes(), "a.txt").unwrap_or_else(|why| panic!("{why:?}"));
        let clear = document.rows.iter().map(|row| format!("{}|{}", row.attribute, row.values.join("|")));
        clear.chain(document.unclear.iter().map(|row| format!("? {}", row.raw))).collect()
    }

    const TOP: &str = "+--------+-------+-------+\n| Aspect | Trams | Buses |\n+--------+-------+-------+\n";
    const END: &str = "+--------+-------+-------+";

    #[test]
    fn rules_between_rows_part_them() {
        let row = "| Noise  | Low   | High  |\n|        | now   | then  |\n";
        let table = format!("{TOP}{row}{END}\n| Price  | 3     | 1     |\n{END}");
        assert_eq!(rows(&table), ["Noise|Low now|High then", "Price|3|1"]);
        let set = TOP.replace("Buses |\n+--------+-------+-------+", "Buses |\n+========+=======+=======+");
        assert_eq!(rows(&format!("{set}{row}{END}")), ["Noise|Low now|High then"]);
    }

    #[test]
    fn without_rules_between_them_each_line_is_a_row() {
        let table = format!("{TOP}| Noise  | Low   | High  |\n| Price  | 3     | 1     |\n{END}");
        assert_eq!(rows(&table), ["Noise|Low|High", "Price|3|1"]);
        for below in ["|        | now   | then  |", "| at 5   | now   | then  |"] {
            let table = format!("{TOP}| Price  | 3     | 1     |\n| Noise  | Low   | High  |\n{below}\n{END}");
            assert_eq!(rows(&table), ["Price|3|1", "? | Noise  | Low   | High  |", &format!("? {below}")], "{below}");
        }
    }

    #[test]
    fn terminals_have_lines_of_their_own() {
        let table = "┌────────┬───────┬───────┐\n│ Aspect │ Trams │ Buses │\n├────────┼───────┼───────┤\n\
            │ Noise  │ a|b   │ High  │\n│ Price  │ 3     │ 1     │\n└────────┴───────┴───────┘";
        assert_eq!(rows(table), ["Noise|a|b|High", "Price|3|1"]);
        let double = "╔════════╦═══════╦═══════╗\n║ Aspect ║ Trams ║ Buses ║\n╠════════╬═══════╬═══════╣\n\
            ║ Noise  ║ Low   ║ High  ║\n╚════════╩═══════╩═══════╝";
        assert_eq!(rows(double), ["Noise|Low|High"]);
    }

    #[test]
    fn a_rule_may_cross_the_lines_of_a_table_with_pipes() {
        assert_eq!(
            rows("Aspect | Trams | Buses\n-------+-------+------\nNoise  | Low   | High\n(1 row)"),
            ["Noise|Low|High"]
        );
        assert_eq!(
            rows("| Aspect | Trams | Buses |\n|--------+-------+-------|\n| Noise | Low | High |"),
            ["Noise|Low|High"]
        );
    }
}
