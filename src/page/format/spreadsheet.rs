//! Spreadsheets: a header row that names the figures, then an attribute and a cell per figure in each row. Cells stay
//! text ("007" is no number); only the white space around them goes, and within them it is read as in text pages.

use super::file_title::file_title;
use super::records::Records;
use crate::model::Document;
use crate::page::choose::{Block, Blocks, Cell, Content, Table, TableRow, Title};
use crate::page::figures_are::FiguresAre;
use crate::page::rejection::Rejection;
use crate::page::{address, cells, choose, escapes, text};

/// Reads a table whose cells are parted by commas, or by semicolons if the header row shows that.
pub(in crate::page) fn read_csv(
    bytes: &[u8],
    source: &str,
    figures: Option<FiguresAre>,
) -> Result<Document, Rejection> {
    let text = text::decode(bytes)?;
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    // Excel says so what parts the cells.
    if let Some(sign) = header.trim().strip_prefix("sep=").and_then(|sign| sign.bytes().next())
        && let Some((_, below)) = text.split_once(header)
    {
        return read(bytes, below, sign, source, figures);
    }
    let is_semicolon = !header.contains(',') && header.matches(';').count() >= 2;
    read(bytes, &text, if is_semicolon { b';' } else { b',' }, source, figures)
}

/// Reads a table whose cells are parted by tabs.
pub(in crate::page) fn read_tsv(
    bytes: &[u8],
    source: &str,
    figures: Option<FiguresAre>,
) -> Result<Document, Rejection> {
    read(bytes, &text::decode(bytes)?, b'\t', source, figures)
}

fn read(
    bytes: &[u8],
    content: &str,
    delimiter: u8,
    source: &str,
    figures: Option<FiguresAre>,
) -> Result<Document, Rejection> {
    text::ensure_few_lines(content)?;
    let mut records = Records::new(content, delimiter);
    let mut table = Table { rows: Vec::new(), layout: "spreadsheet" };
    let mut cells = 0;
    let mut line = 0;
    while records.next().is_some() {
        let texts = records.cells();
        cells += texts.len();
        line = if table.rows.is_empty() { records.line() } else { line + 1 };
        cells::ensure_cells(cells, line)?;
        let found = texts.len();
        let cells: Vec<Cell> =
            texts.into_iter().map(|text| Cell { text: escapes::without_entities(text), ..Cell::default() }).collect();
        let wanted = table.rows.first().map_or(found, width);
        let doubt = (found < wanted).then(|| format!("the row's cells number {found}, the header's {wanted}"));
        table.rows.push(TableRow { line, cells, raw: records.raw().to_owned(), doubt, ..TableRow::default() });
    }
    let above = above(&mut table);
    if table.rows.is_empty() {
        return Err(Rejection { line: 1, reason: "the page is empty".to_owned() });
    }
    if table.rows.len() == 1 {
        let reason = "the table has no rows below its header row".to_owned();
        return Err(Rejection { line: table.rows[0].line, reason });
    }
    let mut titles: Vec<Title> = above
        .first()
        .map(|row| Title { text: row.cells[0].text.clone(), line: row.line, start: 1, is_shown: true })
        .into_iter()
        .collect();
    let title = file_title(source);
    titles.extend(title.map(|text| Title { text, line: 1, start: 0, is_shown: false }));
    let paragraph = |row: &TableRow| Block {
        line: row.line,
        content: Content::Paragraph(row.cells[0].text.clone()),
        is_main: true,
    };
    let mut blocks: Vec<Block> = above.iter().map(paragraph).collect();
    blocks.push(Block { line: table.rows[0].line, content: Content::Table(table), is_main: true });
    let blocks = Blocks { titles, blocks };
    Ok(choose::choose(&blocks, figures)?.document(bytes, source, address::of(source)))
}

/// Takes the rows above a table out of it that have a text in their first cell alone: a title, and what is said below that.
fn above(table: &mut Table) -> Vec<TableRow> {
    /// The most such rows.
    const MOST: usize = 5;
    let count = table.rows.iter().take_while(|row| width(row) == 1).count();
    let is_title = |row: &TableRow| row.cells.len() > 1 || !choose::title::readings(&row.cells[0].text).is_empty();
    if count == 0 || count > MOST || count >= table.rows.len() || !table.rows[..count].iter().all(is_title) {
        return Vec::new();
    }
    let below = table.rows.split_off(count);
    let above = std::mem::replace(&mut table.rows, below);
    let wanted = table.rows.first().map_or(0, width);
    for row in &mut table.rows {
        let found = row.cells.len();
        row.doubt = (found < wanted).then(|| format!("the row's cells number {found}, the header's {wanted}"));
    }
    above
}

/// Returns how many cells a row has, up to the last with a text.
fn width(row: &TableRow) -> usize {
    row.cells.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Row;
    use crate::page::{InputFormat, read_as};

    fn csv(text: &str) -> Document {
        read_as(InputFormat::Csv, text.as_bytes(), "pages/tea-vs-coffee.csv").unwrap()
    }

    fn rejected(text: &str) -> (usize, String) {
        let Rejection { line, reason } = read_as(InputFormat::Csv, text.as_bytes(), "a.csv").unwrap_err();
        (line, reason)
    }

    #[test]
    fn the_header_names_the_figures() {
        let document = csv("Attribute,Green  tea,Coffee\nColor,Green,\"Brown, black\"\nCode,007,\n");
        assert_eq!(document.slug, "tea-vs-coffee");
        assert_eq!(document.title, "Green tea vs. Coffee");
        assert_eq!(document.figures, ["Green tea", "Coffee"]);
        assert_eq!(document.rows[0].values, ["Green", "Brown, black"]);
        assert_eq!(document.rows[1].values, ["007", ""]);
        assert_eq!((&*document.layout, &*document.summary), ("spreadsheet", ""));
        assert_eq!(document.unclear, []);
        let piped = read_as(InputFormat::Csv, b"Feature,A,B\nKind,1,2", "-").unwrap();
        assert_eq!(piped.slug, "a-vs-b");
    }

    #[test]
    fn marks_line_ends_and_delimiters_change_only_the_hash() {
        let plain = csv("Attribute,Tea,Coffee\nColor,Green,Brown\nSize,\"two\nlines\",Big\n");
        for odd in [
            "\u{feff}Attribute,Tea,Coffee\r\nColor,Green,Brown\r\nSize,\"two\r\nlines\",Big\r\n",
            "Attribute;Tea;Coffee\nColor;Green;Brown\nSize;\"two\nlines\";Big",
            "\n,,\nAttribute,Tea,Coffee,,\nColor , Green,Brown,\n\n,,,\nSize,\"two\nlines\",Big",
        ] {
            let mut document = csv(odd);
            document.content_hash.clone_from(&plain.content_hash);
            assert_eq!(document, plain, "{odd}");
        }
        let tabs = "\u{feff}Attribute\tTea\tCoffee\nColor\tGreen\tBrown\nSize\t\"two\nlines\"\tBig\n";
        let mut document = read_as(InputFormat::Tsv, tabs.as_bytes(), "pages/tea-vs-coffee.csv").unwrap();
        document.content_hash.clone_from(&plain.content_hash);
        assert_eq!(document, plain);
    }

    #[test]
    fn rows_that_do_not_fit_are_kept_as_they_stand() {
        let document = csv("Attribute,Tea,Coffee\nColor,Green\nSize,\"1,0\",2,3\r\nsize,a,b\nSIZE,c,d\n,e,f");
        let unclear: Vec<_> = document.unclear.iter().map(|row| (row.position, &*row.raw)).collect();
        assert_eq!(unclear, [(1, "Color,Green"), (2, "Size,\"1,0\",2,3"), (4, "SIZE,c,d"), (5, ",e,f")]);
        assert_eq!(document.rows[0].position, 3);
    }

    #[test]
    fn a_file_that_is_no_comparison_is_rejected_on_its_line() {
        assert_eq!(rejected(""), (1, "the page is empty".into()));
        assert_eq!(
            rejected("\n\nName,Tea\nColor,Green"),
            (3, "a page compares two figures or more, and the header of its table has `Name`, `Tea`".into())
        );
        assert_eq!(rejected("Feature,Tea,tea\nColor,a,b"), (1, "two figures have the same name, `tea`".into()));
        assert_eq!(rejected("Name,Tea,,Coffee\nColor,a,b,c").0, 1);
        assert_eq!(rejected("Feature,Tea,Coffee\n"), (1, "the table has no rows below its header row".into()));
        let latin = read_as(InputFormat::Csv, b"a,b,c\n\nx,M\xfcller,y", "a.csv").unwrap_err();
        assert_eq!(latin.line, 3);
    }

    #[test]
    fn a_table_has_at_most_a_million_cells() {
        let header = (1..100).fold("Feature".to_owned(), |header, figure| format!("{header},f{figure}"));
        let of = |rows: usize| (0..rows).fold(header.clone(), |text, row| format!("{text}\na{row}"));
        assert_eq!(csv(&of(10_000)).unclear.len(), 10_000);
        assert_eq!(rejected(&of(10_001)), (1, "the page's tables have more than 1000000 cells".into()));
    }

    proptest! {
        #[test]
        fn a_table_that_was_written_is_read_back(
            rows in prop::collection::btree_map("[a-z]{1,8}", prop::collection::vec("[!-~é日]([ -~é日\n]{0,12}[!-~é日])?|", 3), 1..8),
            is_tabs in any::<bool>(),
        ) {
            // A row without a value may head others.
            let of = |values: &Vec<String>| values.iter().any(|value| !value.is_empty());
            let rows: std::collections::BTreeMap<_, _> = rows.into_iter().filter(|(_, values)| of(values)).collect();
            prop_assume!(!rows.is_empty());
            let delimiter = if is_tabs { b'\t' } else { b',' };
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            writer.write_record(["Attribute", "Tea", "Coffee", "Maté"]).unwrap();
            for (attribute, values) in &rows {
                writer.write_record(std::iter::once(attribute).chain(values)).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let format = if is_tabs { InputFormat::Tsv } else { InputFormat::Csv };
            let document = read_as(format, &bytes, "a.csv").unwrap();
            let rows: Vec<Row> = (1..).zip(rows).map(|(position, (attribute, values))| Row { position, attribute, values, group: String::new() }).collect();
            prop_assert_eq!(document.rows, rows);
            prop_assert_eq!(document.unclear, []);
        }

        #[test]
        fn any_bytes_are_read_or_rejected(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[,;\t\"\r\na-c]{0,80}") {
            for format in [InputFormat::Csv, InputFormat::Tsv] {
                let _ = read_as(format, &bytes, "a.csv");
                if let Ok(document) = read_as(format, text.as_bytes(), "a.csv") {
                    prop_assert!(document.rows.iter().all(|row| row.values.len() == document.figures.len()));
                }
            }
        }
    }

    #[test]
    fn a_title_may_stand_above_the_table() {
        for page in [
            "Tea vs. Coffee,,\nAs of 2020,,\n,,\n,Tea,Coffee\nColor,Green,Brown\nSize,1,\n",
            "Tea vs. Coffee\n\n,Tea,Coffee\nColor,Green,Brown\nSize,1,\n",
        ] {
            let document = read_as(InputFormat::Csv, page.as_bytes(), "a.csv").unwrap();
            assert_eq!(
                (&*document.title, document.rows.len(), document.unclear.len()),
                ("Tea vs. Coffee", 2, 0),
                "{page}"
            );
            assert_eq!(document.summary, if page.contains("2020") { "As of 2020" } else { "" });
        }
        let of = |page: &str| read_as(InputFormat::Csv, page.as_bytes(), "a.csv").unwrap_err();
        assert!(of("Tea\n,Tea,Coffee\nColor,Green,Brown\n").reason.starts_with("no title such as"));
        assert!(
            of("Tea vs. Milk,,\nAspect,Tea,Coffee\nColor,Green,Brown\n").reason.starts_with("no table has a header")
        );
    }

    #[test]
    fn a_line_may_say_what_parts_the_cells() {
        let page = "\u{feff}sep=|\r\nAspect|Tea|Coffee\r\nColor|Green, fresh|Brown\r\n";
        let document = read_as(InputFormat::Csv, page.as_bytes(), "a.csv").unwrap();
        assert_eq!(document.rows[0].values, ["Green, fresh", "Brown"]);
    }
}
