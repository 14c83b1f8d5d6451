//! Runs what the fuzz targets check on the seeds from which they start, so that neither breaks unseen. With `WRITE_SEEDS`
//! the seeds are written into that folder, one folder a target, for `fuzz/run`.

#[path = "properties.rs"] // as the fuzz targets have it
mod properties;

use std::fs;
use std::path::Path;

use versus::page;

use crate::layouts::render::{Facts, LAYOUTS, render};

type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 9] = [
    ("page", properties::page),
    ("row", properties::row),
    ("html", properties::html),
    ("jsonl", properties::jsonl),
    ("bundle", properties::bundle),
    ("search", properties::search),
    ("spreadsheet", properties::spreadsheet),
    ("warc", properties::warc),
    ("workbook", properties::workbook),
];

/// Every so many of the tables of facts.
const STEP: usize = 20;

fn facts() -> Vec<Facts> {
    let lines =
        include_str!("../fixtures/tables.jsonl").lines().chain(include_str!("../fixtures/varied_tables.jsonl").lines());
    lines.step_by(STEP).map(|line| serde_json::from_str(line).expect("a table of facts")).collect()
}

/// Text pages in every layout, each below its source.
fn pages() -> Vec<Vec<u8>> {
    let facts = facts();
    let all = facts.iter().flat_map(|facts| LAYOUTS.iter().map(move |layout| (facts, layout)));
    all.map(|(facts, layout)| format!("pages/{}.txt\n{}", facts.slug, render(facts, layout).text).into_bytes())
        .collect()
}

/// A table, its cells parted by `gap`.
fn table(facts: &Facts, gap: &str) -> String {
    let header = [String::new()].into_iter().chain(facts.figures.iter().cloned()).collect::<Vec<_>>();
    let quoted = |cell: &String| if gap == "," { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() };
    let line = |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(gap);
    [&header].into_iter().chain(&facts.rows).map(line).collect::<Vec<_>>().join("\n")
}

/// Web archives, each of a table in several ways and of a text.
fn archives(facts: &[Facts]) -> Vec<Vec<u8>> {
    let record = |kind: &str, head: &str, page: &[u8]| {
        let length = head.len() + page.len();
        let url = "WARC-Target-URI: https://example.org/a-vs-b";
        let start = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{url}\r\nContent-Length: {length}\r\n\r\n{head}");
        [start.as_bytes(), page, b"\r\n\r\n"].concat()
    };
    let table =
        |facts: &Facts| format!("<h1>A vs. B</h1><table><tr><td>{}", table(facts, "<td>").replace('\n', "<tr><td>"));
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let archive = |(facts, page): (&Facts, Vec<u8>)| {
        let table = table(facts);
        let chunks = format!("{:x}\r\n{table}\r\n0\r\n\r\n", table.len());
        [
            record("response", html, table.as_bytes()),
            record("request", "GET / HTTP/1.1\r\n\r\n", b""),
            record("response", chunked, chunks.as_bytes()),
            record("conversion", "", &page),
        ]
        .concat()
    };
    facts.iter().zip(pages().into_iter().step_by(7)).map(archive).collect()
}

/// Sheets of workbooks, in XML.
fn workbooks(facts: &[Facts]) -> Vec<Vec<u8>> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let rows = |facts: &Facts, row: &str, cell: &str, end: &str| {
        let rows = table(facts, "\t");
        let rows = rows.lines().map(|line| {
            let cells = line.split('\t').map(|text| format!("{cell}{}{end}", escaped(text)));
            format!("<{row}>{}</{row}>", cells.collect::<String>())
        });
        rows.collect::<String>()
    };
    let xlsx = facts.iter().map(|facts| {
        let rows = rows(facts, "row", "<c t=\"str\"><v>", "</v></c>");
        format!("\u{2}<worksheet><sheetData>{rows}</sheetData></worksheet>")
    });
    let ods = facts.iter().map(|facts| {
        let cell = "<table:table-cell office:value-type=\"string\"><text:p>";
        let rows = rows(facts, "table:table-row", cell, "</text:p></table:table-cell>");
        format!(
            "\0<office:document-content><table:table table:name=\"a\">{rows}</table:table></office:document-content>"
        )
    });
    xlsx.chain(ods).map(String::into_bytes).collect()
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let facts = facts();
    match target {
        "page" => pages(),
        "row" => facts
            .iter()
            .flat_map(|facts| {
                let figures = u8::try_from(facts.figures.len()).expect("few");
                let prose = facts.figures.join(" and ");
                facts
                    .rows
                    .iter()
                    .map(move |row| [&[figures][..], prose.as_bytes(), b"\n", row.join("\t").as_bytes()].concat())
            })
            .collect(),
        "html" => {
            let way = |at: usize| u8::try_from(at * 2 % 128 + 1).expect("small");
            let tables = facts.iter().enumerate().map(|(at, facts)| {
                // The corner is not written.
                [&[way(at)][..], table(facts, "\t").trim_start().as_bytes()].concat()
            });
            let page = "\0<!doctype html><title>Tea vs. Coffee | Site</title><main><h1>Tea vs. Coffee</h1><p>Both.<table><caption>x\
                <tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td rowspan=2>Brown<tr><td>Size<td colspan=2>Big</table><h2>Taste</h2>\
                <p hidden>No.</p><ul><li>Tea &amp; milk.<li>Coffee.</ul><form><footer>Comparisons may contain errors.</footer></form>";
            let signs = "\0<h1>??? vs. Tea</h1><table><tr><th><th>???<th>\u{1f34e}<tr><td>Color<td>?<td>Green</table>";
            tables.chain([page, signs].map(|page| page.as_bytes().to_vec())).collect()
        }
        "jsonl" => {
            let object = |page: &Vec<u8>| {
                let (source, text) = std::str::from_utf8(page).expect("text").split_once('\n').expect("a source");
                let document = page::read(text.as_bytes(), source).expect("a page");
                let parsed = serde_json::to_string(&document).expect("JSON");
                let crawled = serde_json::json!({"url": format!("https://example.org/{source}"), "title": "A vs. B | Site", "text": text});
                format!("{parsed}\n{{\"text\": 1}}\n\n{crawled}\n").into_bytes()
            };
            let html = r#"{"html": "<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>", "text": " ", "url": "https://example.org/tea"}"#;
            pages().iter().step_by(5).map(object).chain([html.as_bytes().to_vec()]).collect()
        }
        "bundle" => {
            let report = r#"{"uid":"0123456789abcdef0123456789abcdef","target":"value","problem":"wrong","document":"tea-vs-coffee","figure":"Tea","attribute":"Color","section":null,"quote":null,"seen":"Green","proposed":"Black","comment":"a\u200bb","evidence":"https://example.org/tea","reporter":"Ann","filed_at":"2026-01-31T10:00:00+02:00","supports":[{"uid":"1123456789abcdef0123456789abcdef","reporter":null,"evidence":null,"comment":"So say I","made_at":"2026-02-01T10:00:00Z"}]}"#;
            let kinds = ["value", "missing value", "figure", "passage", "summary", "document"];
            let of_kind = |kind: &&str| {
                report.replace("\"value\"", &format!("\"{kind}\"")).replace("\"section\":null", "\"section\":\"\"")
            };
            kinds.iter().map(|kind| of_kind(kind).into_bytes()).collect()
        }
        "search" => [
            "permanent revolution",
            "trotsky's \"policy\" AND NOT (tea*)",
            "caf\u{e9} -milk ^hot",
            "NEAR(a b, 2) {x}: +",
        ]
        .map(|text| text.as_bytes().to_vec())
        .to_vec(),
        "spreadsheet" => {
            let tabs = facts.iter().map(|facts| format!("\x01{}", table(facts, "\t")));
            tabs.chain(facts.iter().map(|facts| format!("\0{}", table(facts, ",")))).map(String::into_bytes).collect()
        }
        "warc" => archives(&facts),
        "workbook" => workbooks(&facts),
        _ => unreachable!("every target has seeds"),
    }
}

#[test]
fn the_seeds_keep_every_promise() {
    for (name, check) in TARGETS {
        for seed in seeds(name) {
            check(&seed);
        }
    }
}

#[test]
fn seeds_are_written_where_they_are_wanted() {
    let Some(folder) = std::env::var_os("WRITE_SEEDS") else { return };
    for (name, _) in TARGETS {
        let folder = Path::new(&folder).join(name);
        fs::create_dir_all(&folder).expect("a folder");
        for (number, seed) in seeds(name).iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:03}")), seed).expect("written");
        }
    }
}
