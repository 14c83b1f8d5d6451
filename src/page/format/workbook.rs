//! Workbooks (`.xlsx`, `.ods`): each sheet as a table of texts, which is read as if it had been written as CSV.
//!
//! What the cells show is kept as far as the file tells it: numbers without their format, dates and times as ISO 8601 has
//! them. What a cell that spans several columns says, it says of each.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, SheetVisible, Xlsx};
use zip::ZipArchive;

use crate::page::LONGEST;
use crate::page::text::MOST_LINES;

/// The most bytes of a workbook, unpacked and with all repetitions.
const UNPACKED_LIMIT: u64 = 128 * 1024 * 1024;
/// The most cells of a sheet that hold anything.
const MOST_CELLS: usize = 1_000_000;
/// What a repetition of a cell takes besides its text.
const CELL_COST: u64 = 64;

/// A sheet as CSV, or why it cannot be had.
type Csv = Result<String, String>;

/// Returns the sheets of a workbook that are shown and hold something, in their order: the name of each, and its cells as
/// CSV or why they cannot be had. A row is a record, and one that holds nothing a blank line.
pub fn sheets(workbook: &[u8]) -> Result<Vec<(String, Csv)>, String> {
    let is_ods = ensure_small(workbook)?;
    let names = |metadata: &[calamine::Sheet]| -> Vec<String> {
        let shown = metadata.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
        shown.map(|sheet| sheet.name.clone()).collect()
    };
    let sheets = if is_ods {
        let mut ods = Ods::new(Cursor::new(workbook)).map_err(unreadable)?;
        let names = names(ods.sheets_metadata());
        names.into_iter().map(|name| (name.clone(), ods_cells(&mut ods, &name))).collect::<Vec<_>>()
    } else {
        let mut xlsx = Xlsx::new(Cursor::new(workbook)).map_err(unreadable)?;
        let names = names(xlsx.sheets_metadata());
        names.into_iter().map(|name| (name.clone(), xlsx_cells(&mut xlsx, &name))).collect()
    };
    let sheets = sheets.into_iter().filter(|(_, cells)| !cells.as_ref().is_ok_and(BTreeMap::is_empty));
    Ok(sheets.map(|(name, cells)| (name, cells.and_then(|cells| csv(&cells)))).collect())
}

fn unreadable(error: impl Display) -> String {
    format!("the workbook cannot be read: {error}")
}

/// Refuses a workbook that is too large when unpacked. Answers whether it is an `.ods`.
fn ensure_small(workbook: &[u8]) -> Result<bool, String> {
    let too_large = || format!("the workbook has more than {} MiB when it is unpacked", UNPACKED_LIMIT / 1024 / 1024);
    let mut archive = ZipArchive::new(Cursor::new(workbook))
        .map_err(|error| format!("this is no workbook, or one that is protected by a password: {error}"))?;
    let is_ods = archive.index_for_name("content.xml").is_some();
    let mut left = UNPACKED_LIMIT;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(unreadable)?;
        let name = part.name().map_err(unreadable)?.into_owned();
        left = left.checked_sub(part.size()).ok_or_else(too_large)?;
        // What a part states of its size need not be so.
        let stated = part.size();
        let mut bytes = Vec::new();
        part.take(stated + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > stated {
            return Err(unreadable("a part is longer than it states"));
        }
        if name == "content.xml" {
            ensure_plain(&bytes)?;
            if expanded(&bytes) > UNPACKED_LIMIT {
                return Err(too_large());
            }
        } else if name.starts_with("xl/worksheets/") {
            ensure_places(&bytes)?;
        }
    }
    Ok(is_ods)
}

/// Refuses a sheet of an `.xlsx` that names a place which no sheet has: its number would run over when it is read, and the
/// cell would stand elsewhere. The last cell that there can be is `XFD1048576`.
fn ensure_places(xml: &[u8]) -> Result<(), String> {
    let is_place = |place: &[u8]| {
        let letters = place.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        let digits = place.iter().filter(|byte| byte.is_ascii_digit()).count();
        letters <= 3 && digits <= 7
    };
    for (_, tag) in tags(xml) {
        let mut places = [&b" r="[..], b" ref="].into_iter().filter_map(|attribute| {
            let at = tag.windows(attribute.len()).position(|window| window == attribute)? + attribute.len();
            tag[at..].get(1..)?.split(|byte| matches!(byte, b'"' | b'\'')).next()
        });
        if let Some(text) = places.find(|text| !text.split(|byte| *byte == b':').all(is_place)) {
            let place = String::from_utf8_lossy(text);
            return Err(unreadable(format!("a sheet names the place `{place}`, which no sheet has")));
        }
    }
    Ok(())
}

/// Refuses XML that could be read in two ways. No program writes such.
fn ensure_plain(xml: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(xml).map_err(unreadable)?;
    if text.contains(['\0', '\u{1b}']) || text.contains("<!DOCTYPE") {
        return Err(unreadable("its content.xml is not as programs write it"));
    }
    Ok(())
}

/// Returns how many bytes the tables of an `.ods` take, at least about, when the cells and rows that it says to repeat are
/// written out: calamine does that. Empty cells at the end of a row count nothing, and so do empty rows at the end.
fn expanded(xml: &[u8]) -> u64 {
    let (mut total, mut row, mut blank_rows) = (0_u64, 0_u64, 0_u64);
    let (mut row_repeats, mut blank_cells) = (1_u64, 0_u64);
    let mut cell: Option<(usize, u64, bool)> = None;
    let mut widest = 0_u64;
    for (start, tag) in tags(xml) {
        let name =
            tag.split(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')).next().unwrap_or_default();
        let is_end = tag.starts_with(b"/");
        let name = if is_end {
            tag[1..]
                .split(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b':' | b'-'))
                .next()
                .unwrap_or_default()
        } else {
            name
        };
        let is_cell = matches!(name, b"table:table-cell" | b"table:covered-table-cell");
        if let Some((from, repeats, has_value)) = cell.filter(|_| is_cell || name == b"table:table-row") {
            cell = None;
            if has_value {
                let text = (start - from) as u64 + CELL_COST;
                row = row
                    .saturating_add(repeats.saturating_mul(text))
                    .saturating_add(blank_cells.saturating_mul(CELL_COST));
                blank_cells = 0;
            } else {
                blank_cells = blank_cells.saturating_add(repeats);
            }
        }
        if name == b"table:table-row" {
            if row > 0 {
                widest = widest.max(row);
                total = total
                    .saturating_add(row.saturating_mul(row_repeats))
                    .saturating_add(blank_rows.saturating_mul(widest));
                blank_rows = 0;
            } else if is_end {
                blank_rows = blank_rows.saturating_add(row_repeats);
            }
            (row, blank_cells) = (0, 0);
            if !is_end {
                row_repeats = number(tag, b"table:number-rows-repeated");
            }
        } else if name == b"table:table" {
            (blank_rows, widest) = (0, 0);
        } else if is_cell && !is_end {
            let has = |word: &[u8]| tag.windows(word.len()).any(|window| window == word);
            let has_value = has(b"office:") || has(b"table:formula");
            cell = Some((start, number(tag, b"table:number-columns-repeated"), has_value));
        } else if name == b"text:s" {
            total = total.saturating_add(number(tag, b"text:c"));
        }
    }
    total
}

/// Returns the tags of XML without their brackets, each with its place.
fn tags(xml: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += xml.get(at..)?.iter().position(|byte| *byte == b'<')?;
            let rest = &xml[at..];
            // In these a quote and a bracket are text.
            let is_text = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
            let Some((begin, end)) = is_text.into_iter().find(|(begin, _)| rest.starts_with(begin.as_bytes())) else {
                break;
            };
            let within = &rest[begin.len()..];
            at += begin.len() + within.windows(end.len()).position(|window| window == end.as_bytes())? + end.len();
        }
        let start = at;
        let mut quote = None;
        for (offset, byte) in xml[start..].iter().enumerate() {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(*byte),
                (Some(open), byte) if open == *byte => quote = None,
                (None, b'>') => {
                    at = start + offset + 1;
                    return Some((start, &xml[start + 1..start + offset]));
                }
                _ => {}
            }
        }
        None
    })
}

/// Returns the number that an attribute of a tag says; 1 where it says none.
fn number(tag: &[u8], attribute: &[u8]) -> u64 {
    let Some(at) = tag.windows(attribute.len()).position(|window| window == attribute) else { return 1 };
    let value = tag[at + attribute.len()..]
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\''));
    let digits: String = value.take_while(|byte| !matches!(byte, b'"' | b'\'')).map(|byte| char::from(*byte)).collect();
    // What is written in another way than a number is written is not written by any program.
    digits.trim().parse().unwrap_or(u64::MAX)
}

/// The texts of a sheet, by row and column.
type Cells = BTreeMap<(u32, u32), String>;

/// Takes in cells, as many as a page may have.
#[derive(Default)]
struct Gathered {
    cells: Cells,
    length: usize,
}

impl Gathered {
    fn add(&mut self, place: (u32, u32), text: String) -> Result<(), String> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.length += text.len();
        self.cells.insert(place, text);
        if self.cells.len() > MOST_CELLS {
            return Err(format!("the sheet has more than {MOST_CELLS} cells"));
        }
        if self.length > LONGEST {
            return Err(format!("the sheet has more than {} MiB of text", LONGEST / 1024 / 1024));
        }
        Ok(())
    }
}

fn ods_cells(ods: &mut Ods<Cursor<&[u8]>>, name: &str) -> Result<Cells, String> {
    let range = ods.worksheet_range(name).map_err(unreadable)?;
    let (top, left) = range.start().unwrap_or_default();
    let mut gathered = Gathered::default();
    for (row, column, cell) in range.used_cells() {
        let place = (top + u32::try_from(row).unwrap_or(u32::MAX), left + u32::try_from(column).unwrap_or(u32::MAX));
        gathered.add(place, shown(&borrowed(cell)))?;
    }
    Ok(gathered.cells)
}

fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(answer) => DataRef::Bool(*answer),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn xlsx_cells(xlsx: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Cells, String> {
    let mut gathered = Gathered::default();
    let mut reader = xlsx.worksheet_cells_reader(name).map_err(unreadable)?;
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        gathered.add(cell.get_position(), shown(cell.get_value()))?;
    }
    drop(reader);
    let first = gathered.cells.keys().map(|(_, column)| *column).min().unwrap_or_default();
    for merged in xlsx.merge_cells_by_sheet_name(name).map_err(unreadable)? {
        // One that spans the attribute, too, heads the rows below.
        let Some(text) = gathered.cells.get(&merged.start).filter(|_| merged.start.1 > first).cloned() else {
            continue;
        };
        let rows = merged.start.0..=merged.end.0.min(merged.start.0.saturating_add(to_u32(MOST_LINES)));
        for place in rows.flat_map(|row| (merged.start.1..=merged.end.1).map(move |column| (row, column))) {
            if place != merged.start {
                gathered.add(place, text.clone())?;
            }
        }
    }
    Ok(gathered.cells)
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns what a cell shows, as far as that is known without its format.
fn shown(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        // Spreadsheets show 15 digits, so that 0.1 + 0.2 is 0.3.
        DataRef::Float(number) => format!("{number:.14e}").parse().unwrap_or(*number).to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(answer) => if *answer { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(time) => time_text(*time),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => duration(text).unwrap_or_else(|| text.clone()),
    }
}

fn time_text(time: ExcelDateTime) -> String {
    let days = time.as_f64();
    if time.is_duration() {
        // A duration may have more hours than a day.
        let seconds = (days.abs() * 86_400.0).round();
        let (hours, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
        let sign = if days < 0.0 { "-" } else { "" };
        return format!("{sign}{hours}:{:02}:{:02}", (rest / 60.0).floor(), rest % 60.0);
    }
    let (year, month, day, hour, minute, second, millisecond) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let fraction = if millisecond > 0 { format!(".{millisecond:03}") } else { String::new() };
    let clock = format!("{hour:02}:{minute:02}:{second:02}{fraction}");
    match (days < 1.0, clock.as_str()) {
        (true, _) => clock,
        (false, "00:00:00") => date,
        (false, _) => format!("{date}T{clock}"),
    }
}

/// Returns `PT12H30M00S` as `12:30:00`.
fn duration(iso: &str) -> Option<String> {
    let (hours, rest) = iso.strip_prefix("PT")?.split_once('H')?;
    let (minutes, seconds) = rest.strip_suffix('S')?.split_once('M')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    [hours, minutes, seconds].iter().all(|text| is_number(text)).then(|| format!("{hours}:{minutes:0>2}:{seconds:0>2}"))
}

/// Writes the cells as CSV, all rows that hold anything of one length. Columns on the left that hold nothing are left out.
fn csv(cells: &Cells) -> Result<String, String> {
    let columns = || cells.keys().map(|(_, column)| *column);
    let (first, last) = (columns().min().unwrap_or_default(), columns().max().unwrap_or_default());
    let mut csv = String::new();
    let (mut row, mut column) = (0, first);
    for ((cell_row, cell_column), text) in cells {
        if *cell_row > to_u32(MOST_LINES) {
            return Err(format!("the sheet has more than {MOST_LINES} rows"));
        }
        if row < *cell_row {
            end_row(&mut csv, &mut column, first, last);
            csv.extend(std::iter::repeat_n('\n', (*cell_row - row) as usize));
            row = *cell_row;
        }
        csv.extend(std::iter::repeat_n(',', (*cell_column - column) as usize));
        column = *cell_column;
        if text.contains([',', ';', '"', '\n', '\r']) {
            csv.extend(["\"", &text.replace('"', "\"\""), "\""]);
        } else {
            csv += text;
        }
        if csv.len() > LONGEST {
            return Err(format!("the sheet has more than {} MiB of text", LONGEST / 1024 / 1024));
        }
    }
    end_row(&mut csv, &mut column, first, last);
    csv.push('\n');
    Ok(csv)
}

/// Fills a row up that holds anything.
fn end_row(csv: &mut String, column: &mut u32, first: u32, last: u32) {
    if !csv.is_empty() && !csv.ends_with('\n') {
        csv.extend(std::iter::repeat_n(',', (last - *column) as usize));
    }
    *column = first;
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Returns a workbook of sheets, each with its name, its attributes and the XML of its data and what follows that.
    fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
        let numbered = || (1..).zip(sheets);
        let list = numbered().map(|(id, (name, attributes, _))| {
            format!(r#"<sheet name="{name}" sheetId="{id}" r:id="r{id}" {attributes}/>"#)
        });
        let list = list.collect::<Vec<_>>().concat();
        let relations = numbered()
            .map(|(id, _)| format!(r#"<Relationship Id="r{id}" Type="worksheet" Target="worksheets/sheet{id}.xml"/>"#));
        let relations = relations.collect::<Vec<_>>().concat();
        let mut parts = vec![
            ("_rels/.rels".to_owned(), r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
            ("xl/workbook.xml".to_owned(), format!("<workbook xmlns:r=\"x\"><sheets>{list}</sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")),
            ("xl/styles.xml".to_owned(), r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="[h]:mm:ss"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="200"/></cellXfs></styleSheet>"#.to_owned()),
            ("xl/sharedStrings.xml".to_owned(), "<sst><si><t>Tea</t></si><si><t>a,\"b\"\nc</t></si></sst>".to_owned()),
        ];
        parts.extend(numbered().map(|(id, (_, _, data))| {
            (format!("xl/worksheets/sheet{id}.xml"), format!("<worksheet><sheetData>{data}</worksheet>"))
        }));
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, part)| (&**name, &**part)).collect();
        archive(&parts)
    }

    fn ods(tables: &str) -> Vec<u8> {
        let content = format!(
            r#"<?xml version="1.0"?><office:document-content><!-- it's "one --><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
        );
        archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest:manifest/>"),
            ("content.xml", &content),
        ])
    }

    fn only(workbook: &[u8]) -> Result<String, String> {
        let mut sheets = sheets(workbook)?;
        assert_eq!(sheets.len(), 1, "{sheets:?}");
        sheets.remove(0).1
    }

    #[test]
    fn cells_are_what_they_show() {
        let data = r#"<row r="2"><c r="B2"/><c r="C2" t="s"><v>0</v></c><c r="D2" t="inlineStr"><is><t>Coffee &amp; milk</t></is></c></row>
            <row r="4"><c r="B4" t="str"><v>Count</v></c><c r="C4"><v>3.0</v></c><c r="D4"><v>0.30000000000000004</v></c></row>
            <row r="5"><c r="C5" t="b"><v>1</v></c><c r="D5" t="e"><v>#DIV/0!</v></c></row>
            <row r="6"><c r="B6" t="s"><v>1</v></c><c r="C6" s="1"><v>45322</v></c><c r="D6" s="2"><v>45322.5</v></c></row>
            <row r="7"><c r="B7"><v>-1.5e3</v></c><c r="C7" s="3"><v>1.5</v></c><c r="D7" s="2"><v>0.25</v></c></row></sheetData>"#;
        let expected = "\n,Tea,Coffee & milk\n\nCount,3,0.3\n,TRUE,#DIV/0!\n\"a,\"\"b\"\"\nc\",2024-01-31,2024-01-31T12:00:00\n\
            -1500,36:00:00,06:00:00\n";
        assert_eq!(only(&xlsx(&[("One", "", data)])).unwrap(), expected);
    }

    #[test]
    fn only_sheets_that_are_shown_and_hold_something_count() {
        let data = r#"<row><c t="s"><v>0</v></c><c><v>7</v></c></row></sheetData>"#;
        let workbook = xlsx(&[
            ("b", "", data),
            ("a &lt;", "", data),
            ("none", "", "</sheetData>"),
            ("no", "state=\"hidden\"", data),
        ]);
        let csv = || Ok("Tea,7\n".to_owned());
        assert_eq!(sheets(&workbook).unwrap(), [("b".to_owned(), csv()), ("a <".to_owned(), csv())]);
    }

    #[test]
    fn a_merged_cell_says_the_same_of_each_column_it_spans() {
        let row = |number: u32, cells: [&str; 3]| {
            let cells = ["A", "B", "C"].into_iter().zip(cells);
            let cell = |(column, text)| format!(r#"<c r="{column}{number}" t="str"><v>{text}</v></c>"#);
            format!("<row r=\"{number}\">{}</row>", cells.map(cell).collect::<String>())
        };
        let rows = [
            row(1, ["x", "Tea", "Coffee"]),
            row(2, ["Drinks", "", ""]),
            row(3, ["Hot", "Yes", ""]),
            row(4, ["Old", "", ""]),
        ];
        let merges = r#"<mergeCells><mergeCell ref="A2:C2"/><mergeCell ref="B3:C4"/></mergeCells>"#;
        let data = format!("{}</sheetData>{merges}", rows.concat());
        assert_eq!(only(&xlsx(&[("a", "", &data)])).unwrap(), "x,Tea,Coffee\nDrinks,,\nHot,Yes,Yes\nOld,Yes,Yes\n");
    }

    #[test]
    fn opendocument_is_read_with_its_repetitions() {
        let cell = |text: &str| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        };
        let tables = format!(
            r#"<table:table table:name="Drinks"><table:table-row><table:table-cell/>{}{}<table:table-cell table:number-columns-repeated="16381"/></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            <table:table-row table:number-rows-repeated="2">{}<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3"><text:p>3.00</text:p></table:table-cell></table:table-row>
            <table:table-row>{}<table:table-cell office:value-type="date" office:date-value="2024-01-31"/><table:table-cell office:value-type="time" office:time-value="PT12H3M00S"/></table:table-row>
            <table:table-row>{}<table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
            <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
            cell("Tea"), cell("Cof&amp;fee"), cell("Size"), cell("Date"), cell("Hot")
        ).replace(">\n            <", "><");
        assert_eq!(
            only(&ods(&tables)).unwrap(),
            ",Tea,Cof&fee\n\n\nSize,3,3\nSize,3,3\nDate,2024-01-31,12:03:00\nHot,TRUE,\n"
        );
    }

    #[test]
    fn what_would_take_too_much_memory_is_refused() {
        let too_large = "the workbook has more than 128 MiB when it is unpacked";
        let spaces = " ".repeat(129 * 1024 * 1024);
        assert_eq!(sheets(&archive(&[("xl/a.xml", &spaces)])).unwrap_err(), too_large);
        // A picture may be called a sheet.
        assert_eq!(sheets(&archive(&[("xl/a.png", &spaces)])).unwrap_err(), too_large);
        let value = r#"office:value-type="string" office:string-value="x""#;
        let row = |repeats: &str, cells: &str| format!("<table:table-row {repeats}>{cells}</table:table-row>");
        let many = "table:number-columns-repeated = '16384'";
        let cell = format!("<table:table-cell {many} {value}/>");
        for tables in [
            row("", &cell.repeat(140)),
            row("table:number-rows-repeated=\"2000000\"", &format!("<table:table-cell {value}/>")),
            row("", &format!("<table:table-cell {many} x='>'/><table:table-cell {value}/>")).repeat(140),
            row("", &format!("<table:table-cell {value}/>"))
                + &row("table:number-rows-repeated=\"2000000\"", "<table:table-cell/>")
                + &row("", &format!("<table:table-cell {value}/>")),
            row(
                "",
                "<table:table-cell office:value-type='string'><text:p><text:s text:c=\"200000000\"/></text:p></table:table-cell>",
            ),
            row("", &format!("<![CDATA[ \"' ]]><?x ' ?><!-- ' -->{}", cell.repeat(140))),
            row("", &format!("<table:table-cell table:number-columns-repeated=\"&#49;9\" {value}/>")),
        ] {
            let workbook = ods(&format!("<table:table table:name='a'>{tables}</table:table>"));
            assert_eq!(sheets(&workbook).unwrap_err(), too_large, "{}", &tables[..200.min(tables.len())]);
        }
        let far = r#"<row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData>"#;
        assert_eq!(only(&xlsx(&[("a", "", far)])).unwrap_err(), "the sheet has more than 100000 rows");
        let wide = (1..1000)
            .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c></row>"#));
        let wide = format!("{}</sheetData>", wide.collect::<String>());
        assert_eq!(only(&xlsx(&[("a", "", &wide)])).unwrap_err(), "the sheet has more than 8 MiB of text");
        let merged = r#"<row><c/><c t="s"><v>0</v></c></row></sheetData><mergeCells><mergeCell ref="B1:XFD100000"/></mergeCells>"#;
        let merged = merged.replace("<c/>", "<c t=\"s\"><v>0</v></c>");
        assert_eq!(only(&xlsx(&[("a", "", &merged)])).unwrap_err(), "the sheet has more than 1000000 cells");
    }

    #[test]
    fn a_place_that_no_sheet_has_is_refused() {
        for place in ["EEEEEEE1", "A99999999", "A1:EEEE1", "EeeeeEEe"] {
            let row = format!(r#"<row r="1"><c r="{place}"><v>1</v></c></row></sheetData>"#);
            assert_eq!(
                sheets(&xlsx(&[("a", "", &row)])).unwrap_err(),
                format!("the workbook cannot be read: a sheet names the place `{place}`, which no sheet has")
            );
        }
        let last = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="$A$1:$B$1048576"/></mergeCells>"#;
        assert!(sheets(&xlsx(&[("a", "", last)])).is_ok());
    }

    #[test]
    fn what_is_no_workbook_is_named() {
        for no in [b"".to_vec(), b"PK\x03\x04 and so on".to_vec(), archive(&[])] {
            assert!(sheets(&no).unwrap_err().contains("workbook"));
        }
        let doctype = ods("<!DOCTYPE x>");
        assert_eq!(
            sheets(&doctype).unwrap_err(),
            "the workbook cannot be read: its content.xml is not as programs write it"
        );
    }

    proptest! {
        #[test]
        fn damaged_workbooks_are_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
            let data = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45322</v></c></row></sheetData><mergeCells><mergeCell ref="A2:C2"/></mergeCells>"#;
            let table = r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value="3"/></table:table-row></table:table>"#;
            for mut workbook in [xlsx(&[("a", "", data)]), ods(table)] {
                let at = at.index(workbook.len());
                workbook[at] = byte;
                let _ = sheets(&workbook);
                let _ = sheets(&workbook[..cut.index(workbook.len())]);
            }
        }

        #[test]
        fn odd_xml_is_read_or_refused(cell in "[a-zA-Z0-9<>=\"'/ -]{0,20}", place in "[A-Z]{0,4}[0-9]{0,8}", kind in "(s|b|e|n|str|inlineStr|d|x)?", number in "[0-9.eE+-]{0,25}") {
            let data = format!(r#"<row r="{number}"><c r="{place}" t="{kind}" s="2"><v>{number}</v></c><c><v>{cell}</v></c></row></sheetData><mergeCells><mergeCell ref="{place}:{place}"/></mergeCells>"#);
            let _ = sheets(&xlsx(&[("a", "", &data)]));
            let table = format!(r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="{number}"><table:table-cell office:date-value="{cell}" table:number-columns-repeated="{number}"/>{cell}</table:table-row></table:table>"#);
            let _ = sheets(&ods(&table));
        }
    }
}
