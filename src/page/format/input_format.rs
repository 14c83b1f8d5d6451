//! Which shape a page has: told from a file's name or, where the name does not tell, from its first bytes.

use crate::model::closed_set;
use crate::page::byte_order;

/// How much of the content is looked at, in bytes.
const LONGEST_LOOK: usize = 16 * 1024;

/// What saved web pages have near their beginning.
const HTML_MARKS: [&str; 4] = ["<!doctype html", "<html", "<head", "<body"];

closed_set! {
    /// The shape in which pages come.
    InputFormat {
        /// One page as text or Markdown.
        Text = "text",
        /// One saved web page.
        Html = "html",
        /// Many pages, one JSON object a line: crawl output, or what `versus parse` writes.
        Jsonl = "jsonl",
        /// Many pages as a crawler was sent them, or their texts: a web archive.
        Warc = "warc",
        /// Tables, one a sheet.
        Workbook = "workbook",
        /// One table, its cells parted by commas or semicolons.
        Csv = "csv",
        /// One table, its cells parted by tabs.
        Tsv = "tsv",
    }
}

impl InputFormat {
    /// Returns the format of a file or URL called `name` (`-` when it has no name) that begins with the bytes `start`,
    /// decompressed. `None` when neither tells and the content is no text.
    #[must_use]
    pub fn detect(name: &str, start: &[u8]) -> Option<Self> {
        Self::of_name(name).or_else(|| Self::of_content(start))
    }

    /// Returns the format that a file's name tells, `None` when it tells none.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let path = if name.contains("://") { name.split(['?', '#']).next().unwrap_or_default() } else { name };
        let file = path.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        let file = file.strip_suffix(".gz").or_else(|| file.strip_suffix(".zst")).unwrap_or(&file);
        match file.rsplit_once('.')?.1 {
            "txt" | "text" | "md" | "markdown" => Some(Self::Text),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" | "json" => Some(Self::Jsonl),
            "warc" | "wet" => Some(Self::Warc),
            "xlsx" | "xlsm" | "ods" => Some(Self::Workbook),
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            _ => None,
        }
    }

    fn of_content(start: &[u8]) -> Option<Self> {
        let start = &*byte_order::peeked(start);
        let is_cut = start.len() > LONGEST_LOOK;
        let start = String::from_utf8_lossy(&start[..start.len().min(LONGEST_LOOK)]);
        if start.starts_with("WARC/1.") || start.starts_with("WARC/0.") {
            return Some(Self::Warc);
        }
        if start.starts_with("PK\u{3}\u{4}") {
            return Some(Self::Workbook);
        }
        if start.contains('\0') {
            return None;
        }
        // A tab may be an empty first cell.
        let start = start.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
        if is_html(start.trim_start()) {
            return Some(Self::Html);
        }
        if is_object(start.trim_start()) {
            return Some(Self::Jsonl);
        }
        let tables = [(b'\t', Self::Tsv), (b',', Self::Csv), (b';', Self::Csv)];
        let table = tables.into_iter().find(|(delimiter, _)| is_table(start, *delimiter, is_cut));
        Some(table.map_or(Self::Text, |(_, format)| format))
    }
}

fn is_html(start: &str) -> bool {
    let head = start.to_ascii_lowercase();
    head.starts_with('<') && HTML_MARKS.iter().any(|mark| head.contains(mark))
}

fn is_object(start: &str) -> bool {
    start.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// Answers whether the text is a table: two rows or more, all with the same number of cells, at least three. A comma
/// before a space in the first row is punctuation.
fn is_table(start: &str, delimiter: u8, is_cut: bool) -> bool {
    let first = start.lines().next().unwrap_or_default();
    if first.contains(", ") && delimiter == b',' || first.contains("; ") && delimiter == b';' {
        return false;
    }
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter).from_reader(start.as_bytes());
    let mut lengths: Vec<usize> = reader.into_records().map_while(Result::ok).map(|row| row.len()).collect();
    if is_cut || !start.ends_with(['\n', '\r']) && lengths.len() > 2 {
        lengths.pop();
    }
    lengths.len() >= 2 && lengths[0] >= 3 && lengths.iter().all(|length| *length == lengths[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_name_tells() {
        for (name, format) in [
            ("pages/tea-vs-coffee.txt", InputFormat::Text),
            ("README.MD", InputFormat::Text),
            ("a.markdown.gz", InputFormat::Text),
            ("https://example.org/tea-vs-coffee.html?x=1.csv#top", InputFormat::Html),
            ("C:\\pages\\a.HTM", InputFormat::Html),
            ("crawl-0001.jsonl.zst", InputFormat::Jsonl),
            ("a.ndjson", InputFormat::Jsonl),
            ("a.json", InputFormat::Jsonl),
            ("CC-MAIN-1-00000.warc.gz", InputFormat::Warc),
            ("CC-MAIN-1-00000.warc.wet.gz", InputFormat::Warc),
            ("a.WARC", InputFormat::Warc),
            ("tea vs coffee.XLSX", InputFormat::Workbook),
            ("a.ods", InputFormat::Workbook),
            ("a.csv.gz", InputFormat::Csv),
            ("a.tab", InputFormat::Tsv),
        ] {
            assert_eq!(InputFormat::detect(name, b"<html>"), Some(format), "{name}");
            assert_eq!(InputFormat::from_name(format.as_str()), Some(format));
        }
    }

    #[test]
    fn the_content_tells_where_the_name_does_not() {
        for (start, format) in [
            ("\u{feff}\n<!DOCTYPE html>\n<html>", InputFormat::Html),
            ("<!-- saved from url=(0014)about:internet -->\r\n<HTML>", InputFormat::Html),
            ("<?xml version=\"1.0\"?><html xmlns=\"x\">", InputFormat::Html),
            ("{\"text\": \"a", InputFormat::Jsonl),
            ("{ }\n", InputFormat::Jsonl),
            ("PK\u{3}\u{4}\u{14}\0", InputFormat::Workbook),
            ("WARC/1.0\r\nWARC-Type: warcinfo\r\n", InputFormat::Warc),
            ("Attribute,Tea,Coffee\nColor,Green,\"Brown, black\"\n", InputFormat::Csv),
            ("Attribute;Tea;Coffee\nColor;Green;Brown\n", InputFormat::Csv),
            ("\tTea\tCoffee\nColor\tGreen\tBrown\nOrigin\tChina\tYemen\n", InputFormat::Tsv),
            ("Attribute\tTea\tCoffee\nColor\tGreen\tBrown\nOrigin\tCh", InputFormat::Tsv),
            ("vs.\n\nTea vs. Coffee\n", InputFormat::Text),
            ("Hot, dark, bitter.\n\nCold, light, sweet.\n", InputFormat::Text),
            ("<b>Tea</b> vs. Coffee", InputFormat::Text),
            ("{Tea} vs. Coffee", InputFormat::Text),
            ("", InputFormat::Text),
            ("M\u{fffd}ller vs. Meier", InputFormat::Text),
        ] {
            assert_eq!(InputFormat::detect("-", start.as_bytes()), Some(format), "{start}");
            assert_eq!(InputFormat::detect("page.gz", start.as_bytes()), Some(format), "{start}");
        }
        assert_eq!(InputFormat::detect("https://example.org/a-vs-b", b"<html>"), Some(InputFormat::Html));
        assert_eq!(InputFormat::detect("-", b"\x1f\x8b\0\0"), None);
        assert_eq!(InputFormat::detect("st. louis vs. paris", b"vs."), Some(InputFormat::Text));
    }

    proptest! {
        #[test]
        fn any_name_and_content_will_do(name in "\\PC{0,20}", start in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = InputFormat::detect(&name, &start);
        }
    }
}
