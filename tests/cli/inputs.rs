//! The many kinds of input that `versus import` and `versus parse` take.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use insta::assert_snapshot;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::sandbox::Sandbox;

#[test]
fn a_page_is_read_in_the_encoding_that_is_said_or_declared() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pages/bar.txt",
        b"Caf\xe9 vs. Bar\n\nComparison\n\nAttribute | Caf\xe9 | Bar\nSize | klein | gro\xdf\n",
    );
    sandbox.write("pages/tea.html", b"<meta charset=shift_jis><h1>\x8d\x67\x92\x83 vs. \x92\x83</h1><table><tr><th><th>\x8d\x67\x92\x83<th>\x92\x83<tr><td>Color<td>red<td>green</table>");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages"]), @"
    exit code 1
    ---- stderr ----
    pages/bar.txt:1: the text is not UTF-8, and nothing says which encoding it is: name it with `--encoding`, such as `--encoding windows-1252`
    made the knowledge base a.db
    1 imported, 0 updated, 0 unchanged, 1 rejected; 1 row stored, 0 unclear
    error: 1 of 2 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages/bar.txt", "--encoding", "koi8-r"]), @"
    exit code 0
    ---- stderr ----
    1 imported, 0 updated, 0 unchanged, 0 rejected; 1 row stored, 0 unclear
    ");
    // The same bytes are read anew when they are said to be something else.
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages/bar.txt", "--encoding", "windows-1252"]), @"
    exit code 0
    ---- stderr ----
    updated bar: title, summary, notice or credits changed, 1 value changed, 1 value added, 1 value removed; it compared CafИ, Bar before
    0 imported, 1 updated, 0 unchanged, 0 rejected; 1 row stored, 0 unclear
    ");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages/bar.txt", "--encoding", "latin1"]), @"
    exit code 0
    ---- stderr ----
    0 imported, 0 updated, 1 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed
    ");
    assert_snapshot!(sandbox.succeed(&["--db", "a.db", "export", "values"]), @"
    document,position,attribute,figure,value,status,group
    tea,1,Color,紅茶,red,stated,
    tea,1,Color,茶,green,stated,
    bar,1,Size,Café,klein,stated,
    bar,1,Size,Bar,groß,stated,
    ");
    assert_snapshot!(sandbox.run(&["parse", "pages/bar.txt", "--encoding", "utf8mb4"]), @"
    exit code 2
    ---- stderr ----
    error: invalid value `utf8mb4` for `--encoding <NAME>`: no encoding has that name; some that do: windows-1252, windows-1251, iso-8859-2, utf-16le, shift_jis, euc-kr, gb18030, big5
    hint: `--help` says more
    ");
}

const TEA: &str = "Tea vs. Coffee\n\nComparison\n\nAttribute | Tea | Coffee\nColor | Green | Brown\n";

#[test]
fn json_may_be_an_array_or_written_over_several_lines() {
    let sandbox = Sandbox::new();
    let page = |url: &str, figure: &str| json!({"url": url, "markdown": TEA.replace("Coffee", figure), "depth": [1, {"a": null}]});
    let pages = [
        page("https://example.org/a", "Milk"),
        page("", "Water"),
        json!({"a": 1}),
        json!(7),
        page("https://example.org/b", "Wine"),
    ];
    let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
    sandbox.write("flat.json", json!(pages).to_string());
    sandbox.write("array.json", pretty(&json!(pages)));
    sandbox.write("objects.json", pages.iter().map(pretty).collect::<Vec<_>>().join("\n"));
    assert_snapshot!(sandbox.run(&["--db", "flat.db", "import", "flat.json"]), @"
    exit code 1
    ---- stderr ----
    flat.json#3:1: the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`
    flat.json#4:1: this is JSON, but no object
    made the knowledge base flat.db
    3 imported, 0 updated, 0 unchanged, 2 rejected; 3 rows stored, 0 unclear
    error: 2 of 5 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["--db", "array.db", "import", "array.json"]), @"
    exit code 1
    ---- stderr ----
    array.json#3:22: the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`
    array.json#4:25: this is JSON, but no object
    made the knowledge base array.db
    3 imported, 0 updated, 0 unchanged, 2 rejected; 3 rows stored, 0 unclear
    error: 2 of 5 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["--db", "objects.db", "import", "objects.json"]), @"
    exit code 1
    ---- stderr ----
    objects.json:21: the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`
    objects.json:24: this is JSON, but no object
    made the knowledge base objects.db
    3 imported, 0 updated, 0 unchanged, 2 rejected; 3 rows stored, 0 unclear
    error: 2 of 5 pages rejected
    ");
    let sources =
        |base: &str| sandbox.succeed(&["--db", base, "sql", "SELECT slug, source FROM documents", "--format", "csv"]);
    assert_snapshot!(sources("array.db"), @"
    slug,source
    a,https://example.org/a
    tea-vs-water,array.json#2
    b,https://example.org/b
    ");
    assert_snapshot!(sources("objects.db"), @"
    slug,source
    a,https://example.org/a
    tea-vs-water,objects.json:11
    b,https://example.org/b
    ");
    assert_eq!(sources("flat.db").replace("flat", "array"), sources("array.db"));
    assert_snapshot!(sandbox.run(&["--db", "array.db", "import", "array.json"]), @"
    exit code 1
    ---- stderr ----
    array.json#3:22: the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`
    array.json#4:25: this is JSON, but no object
    0 imported, 0 updated, 3 unchanged, 2 rejected; 0 rows stored, 0 unclear; nothing changed
    error: 2 of 5 pages rejected
    ");
}

/// A record of a web archive.
fn record(kind: &str, url: &str, body: &str) -> String {
    let length = body.len();
    format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n")
}

fn response(url: &str, media_type: &str, body: &str) -> String {
    record("response", url, &format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n{body}"))
}

fn web_page(left: &str, right: &str) -> String {
    format!("<h1>{left} vs. {right}</h1>\n<table><tr><th><th>{left}<th>{right}<tr><td>Color<td>Green<td>Brown</table>")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn a_web_archive_is_read_record_by_record() {
    let sandbox = Sandbox::new();
    let records = [
        record("warcinfo", "", "software: a crawler"),
        record("request", "https://example.org/tea-vs-coffee", "GET / HTTP/1.1\r\n\r\n"),
        response("https://example.org/tea-vs-coffee", "text/html", &web_page("Tea", "Coffee")),
        response("https://example.org/logo.png", "image/png", "PNG"),
        response("https://example.org/about", "text/html", "<p>We compare.\n<p>Tea.\n"),
        record("response", "https://example.org/bad", "").replace("Length: 0", "Length: -1"),
        record("conversion", "https://example.org/milk", &TEA.replace("Coffee", "Milk")),
    ];
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record.as_bytes())).collect();
    sandbox.write("crawl.warc.gz", members);
    sandbox.write("unnamed", records.concat());
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "crawl.warc.gz"]), @"
    exit code 1
    ---- stderr ----
    crawl.warc.gz#5:1: the page has neither a title such as `A vs. B` nor a table: https://example.org/about
    crawl.warc.gz#6:1: its Content-Length, `-1`, is no length
    made the knowledge base a.db
    2 imported, 0 updated, 0 unchanged, 2 rejected; 2 rows stored, 0 unclear; 1 request records, 1 responses that are no web page, 1 warcinfo records passed over
    error: 2 of 4 pages rejected
    ");
    assert_snapshot!(sandbox.succeed(&["--db", "a.db", "sql", "SELECT slug, source, address FROM documents", "--format", "csv"]), @"
    slug,source,address
    tea-vs-coffee,https://example.org/tea-vs-coffee,https://example.org/tea-vs-coffee
    milk,https://example.org/milk,https://example.org/milk
    ");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "unnamed"]), @"
    exit code 1
    ---- stderr ----
    unnamed#5:1: the page has neither a title such as `A vs. B` nor a table: https://example.org/about
    unnamed#6:1: its Content-Length, `-1`, is no length
    0 imported, 0 updated, 2 unchanged, 2 rejected; 0 rows stored, 0 unclear; nothing changed; 1 request records, 1 responses that are no web page, 1 warcinfo records passed over
    error: 2 of 4 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["-q", "parse", "unnamed", "--input-format", "text"]), @"
    exit code 1
    ---- stderr ----
    unnamed:1: a web archive is not one page: `--input-format warc` reads it record by record
    error: 1 of 1 page rejected
    ");
}

#[test]
fn the_charset_that_was_sent_with_a_page_counts() {
    let sandbox = Sandbox::new();
    let page = web_page("Tee", "Kaffee").replace("Green", "gr\u{1}n").into_bytes();
    let page: Vec<u8> = page.into_iter().map(|byte| if byte == 1 { 0xfc } else { byte }).collect();
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n";
    let length = head.len() + page.len();
    let record = format!("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n");
    sandbox.write("a.warc", [record.as_bytes(), head, &page, b"\r\n\r\n"].concat());
    let parsed = sandbox.succeed(&["parse", "a.warc"]);
    assert!(parsed.contains("\"grün\"") && parsed.contains("\"source\":\"a.warc#1\""), "{parsed}");
}

#[test]
fn what_a_folder_holds_besides_pages_is_counted() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/tea.txt", TEA);
    for other in ["a.png", "b.PNG", "deep/c.pdf", "deep/page", "d.a-long-ending-that-is-none"] {
        sandbox.write(&format!("pages/{other}"), "");
    }
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages", "pages/deep", "pages/a.png"]), @"
    exit code 1
    ---- stderr ----
    pages/a.png:1: the page is empty
    made the knowledge base a.db
    1 imported, 0 updated, 0 unchanged, 1 rejected; 1 row stored, 0 unclear; 2 without an ending, 1 .pdf, 1 .png passed over
    error: 1 of 2 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["parse", "pages/deep"]), @"
    exit code 0
    ---- stderr ----
    1 .pdf, 1 without an ending passed over
    ");
    assert_snapshot!(sandbox.run(&["-q", "parse", "pages/deep"]), @"exit code 0");
}

/// A workbook in which each sheet has these rows.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let row = |cells: &&[&str]| {
        let cell = |text: &&str| format!("<c t=\"str\"><v>{text}</v></c>");
        format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
    };
    let (mut list, mut relations, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    for (number, (name, rows)) in sheets.iter().enumerate() {
        list.push(format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"));
        relations
            .push(format!("<Relationship Id=\"r{number}\" Type=\"worksheet\" Target=\"worksheets/{number}.xml\"/>"));
        let data: String = rows.iter().map(row).collect();
        parts.push((
            format!("xl/worksheets/{number}.xml"),
            format!("<worksheet><sheetData>{data}</sheetData></worksheet>"),
        ));
    }
    let (list, relations) = (list.concat(), relations.concat());
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let root = format!("<Relationship Id=\"r\" Type=\"{kind}\" Target=\"xl/workbook.xml\"/>");
    parts.push(("_rels/.rels".to_owned(), format!("<Relationships>{root}</Relationships>")));
    parts.push(("xl/workbook.xml".to_owned(), format!("<workbook xmlns:r=\"r\"><sheets>{list}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("memory");
        writer.write_all(part.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

#[test]
fn each_sheet_of_a_workbook_that_compares_is_a_document() {
    let sandbox = Sandbox::new();
    let tea: &[&[&str]] = &[&["Feature", "Tea", "Coffee"], &["Color", "Green", "Brown"]];
    let milk: &[&[&str]] = &[&["Feature", "Milk", "Water"], &["Fat", "3.5 %", ""]];
    let notes: &[&[&str]] = &[&["Both are hot."]];
    sandbox.write("drinks.xlsx", workbook(&[("Hot ones", tea), ("Notes", notes), ("Cold ones", milk)]));
    sandbox.write("notes.xlsx", workbook(&[("Notes", notes)]));
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "drinks.xlsx", "notes.xlsx"]), @"
    exit code 1
    ---- stderr ----
    notes.xlsx#Notes:1: the table has no rows below its header row
    made the knowledge base a.db
    2 imported, 0 updated, 0 unchanged, 1 rejected; 2 rows stored, 0 unclear; 1 sheets that compare nothing passed over
    error: 1 of 3 pages rejected
    ");
    assert_snapshot!(sandbox.succeed(&["--db", "a.db", "sql", "SELECT slug, source, layout FROM documents", "--format", "csv"]), @"
    slug,source,layout
    tea-vs-coffee,drinks.xlsx#Hot ones,spreadsheet
    milk-vs-water,drinks.xlsx#Cold ones,spreadsheet
    ");
    let more: &[&[&str]] = &[tea[0], tea[1], &["Origin", "China", "Yemen"]];
    sandbox.write("drinks.xlsx", workbook(&[("Hot ones", more), ("Notes", notes), ("Cold ones", milk)]));
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "drinks.xlsx"]), @"
    exit code 0
    ---- stderr ----
    updated tea-vs-coffee: 2 values added
    0 imported, 1 updated, 1 unchanged, 0 rejected; 2 rows stored, 0 unclear; 1 sheets that compare nothing passed over
    ");
    sandbox.write("broken.xlsx", "PK");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "broken.xlsx"]), @"
    exit code 1
    ---- stderr ----
    broken.xlsx:1: this is no workbook, or one that is protected by a password: invalid Zip archive: Could not find EOCD
    0 imported, 0 updated, 0 unchanged, 1 rejected; 0 rows stored, 0 unclear; nothing changed
    error: 1 of 1 page rejected
    ");
}

#[test]
fn tables_that_export_wrote_are_no_pages() {
    let sandbox = Sandbox::with_fixtures();
    let before = sandbox.dump();
    for table in [
        "figures",
        "attributes",
        "values",
        "sections",
        "documents",
        "reports",
        "corrections",
        "aliases",
        "merges",
        "preferences",
    ] {
        for format in ["csv", "tsv"] {
            let file = format!("{table}.{format}");
            sandbox.succeed(&["export", table, "-o", &file]);
            let ran = sandbox.run(&["import", &file]);
            let expected = format!(
                "{file}:1: this is what `versus export {table}` writes, and no page: import the pages themselves, or what \
                 `versus parse` makes of them\n"
            );
            assert!(ran.code == Some(1) && ran.stderr.starts_with(&expected), "{ran}");
        }
    }
    sandbox.succeed(&["export", "values", "--spreadsheet", "-o", "values.csv"]);
    assert_eq!(sandbox.run(&["import", "values.csv"]).code, Some(1));
    assert_eq!(sandbox.dump(), before);
    // What `compare` prints is a comparison.
    sandbox.write("tea.csv", sandbox.succeed(&["compare", "tea", "coffee", "--format", "csv"]));
    assert_eq!(sandbox.run(&["parse", "tea.csv"]).code, Some(0));
}

#[test]
fn parse_writes_what_it_rejects_to_a_file() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/a.txt", "nothing\n");
    sandbox.write("pages/b.jsonl", "{\"text\": \"\"}\nno \u{1b}[31mJSON\n");
    sandbox.write("pages/tea.txt", TEA);
    sandbox.write("rejects.jsonl", "old");
    let ran = sandbox.run(&["parse", "pages", "missing", "--rejects", "rejects.jsonl"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (Some(0), 1), "{ran}");
    assert_eq!(ran.stderr, "4 of 5 pages rejected: see rejects.jsonl\n");
    assert_snapshot!(String::from_utf8(sandbox.read("rejects.jsonl")).expect("UTF-8"), @r#"
    {"source":"pages/a.txt","line":1,"reason":"the page has neither a title such as `A vs. B` nor a table"}
    {"source":"pages/b.jsonl","line":1,"reason":"the object's page is empty, or is no text"}
    {"source":"pages/b.jsonl","line":2,"reason":"this is not JSON: expected ident at column 2"}
    {"source":"missing","line":1,"reason":"cannot be read: No such file or directory (os error 2)"}
    "#);
    assert_snapshot!(sandbox.run(&["-q", "parse", "pages/tea.txt", "--rejects", "rejects.jsonl"]).stderr, @"");
    assert_eq!(sandbox.read("rejects.jsonl"), b"");
    assert_snapshot!(sandbox.run(&["parse", "pages", "--rejects", "-"]), @"
    exit code 2
    ---- stderr ----
    error: `--rejects` needs a file: standard output has the documents
    hint: name one, such as `--rejects rejects.jsonl`
    ");
    assert_snapshot!(sandbox.run(&["parse", "pages", "--rejects", "none/rejects.jsonl"]), @"
    exit code 1
    ---- stderr ----
    error: cannot create `none/rejects.jsonl`
    caused by: No such file or directory (os error 2)
    hint: make its folder first
    ");
}

#[test]
fn a_strong_cell_alone_in_its_row_heads_a_group_and_cells_are_read_once() {
    let sandbox = Sandbox::new();
    let page = "# A1 vs. B1\n\n| Feature | A1 | B1 |\n|---|---|---|\n| **Storage** | | |\n| x | a \\| b | `c \\| d` |\n\
                | y | &amp;lt;i&amp;gt; | \\*no\\* |\n| **Speed** | | |\n| x | **fast** | slow &amp; old |\n";
    sandbox.write("groups.md", page);
    sandbox.succeed(&["--db", "a.db", "import", "groups.md"]);
    assert_snapshot!(sandbox.succeed(&["--db", "a.db", "export", "values"]), @"
    document,position,attribute,figure,value,status,group
    groups,1,x,A1,a | b,stated,Storage
    groups,1,x,B1,c | d,stated,Storage
    groups,2,y,A1,&lt;i&gt;,stated,Storage
    groups,2,y,B1,*no*,stated,Storage
    groups,3,Speed: x,A1,fast,stated,Speed
    groups,3,Speed: x,B1,slow & old,stated,Speed
    ");
}

#[test]
fn what_the_figures_are_is_said_of_pages_of_every_kind() {
    let sandbox = Sandbox::new();
    let rows: &[&[&str]] = &[&["Thing", "Color", "Origin"], &["Tea", "Green", "China"], &["Mate", "Green", "Brazil"]];
    let html = "<h1>Hot</h1><table><tr><th>Thing<th>Color<th>Origin<tr><td>Tea<td>Green<td>China<tr><td>Mate<td>Green<td>Brazil</table>";
    let text = "# Hot\n\n|Thing|Color|Origin|\n|-|-|-|\n|Tea|Green|China|\n|Mate|Green|Brazil|\n";
    let objects = ["text", "markdown", "content", "html"].map(
        |key| json!({ "url": format!("https://example.org/{key}"), key: if key == "html" { html } else { text } }),
    );
    sandbox.write("pages/a.jsonl", objects.map(|object| format!("{object}\n")).concat());
    sandbox.write("pages/b.json", json!([{ "url": "https://example.org/array", "html": html }]).to_string());
    let records =
        [response("https://example.org/web", "text/html", html), record("conversion", "https://example.org/wet", text)];
    sandbox.write("pages/c.warc", records.concat());
    sandbox.write("pages/d.xlsx", workbook(&[("Hot", rows)]));
    let last = |args: &[&str]| {
        let run = sandbox.run(&[&["--db", "a.db", "import", "pages"], args].concat()).to_string();
        run.lines().find(|line| line.contains(" imported, ")).unwrap_or(&run).to_owned()
    };
    let none = "0 imported, 0 updated, 0 unchanged, 8 rejected; 0 rows stored, 0 unclear; nothing changed";
    let of_figures = |figures: &str| {
        let sql = "SELECT DISTINCT figure FROM current_values WHERE document <> 'tea-vs-mate'";
        assert_eq!(
            sandbox.succeed(&["--db", "a.db", "sql", sql, "--format", "csv"]).trim(),
            format!("figure\n{figures}")
        );
    };
    assert_eq!(last(&[]), none);
    let rows = ["--figures", "rows"];
    assert_eq!(last(&rows), "8 imported, 0 updated, 0 unchanged, 0 rejected; 16 rows stored, 0 unclear");
    of_figures("Tea\nMate");
    let again = "0 imported, 0 updated, 8 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed";
    assert_eq!(last(&rows), again);
    assert_eq!(last(&[]), none);
    // The sheet has no address, and nothing in common with the document that was read of it: it is another one.
    let columns = ["--figures", "columns"];
    assert_eq!(last(&columns), "1 imported, 7 updated, 0 unchanged, 0 rejected; 16 rows stored, 0 unclear");
    of_figures("Color\nOrigin");
    assert_eq!(last(&columns), again);
}

#[test]
fn damage_near_the_beginning_of_a_web_archive_costs_its_record_only() {
    let page = |number: usize| {
        let html = web_page(&format!("Tea {number}"), &format!("Coffee {number}"));
        gzip(response(&format!("https://example.org/{number}"), "text/html", &html).as_bytes())
    };
    let members: Vec<Vec<u8>> = (0..4).map(page).collect();
    for broken in 0..4 {
        for at in [12, 60, members[broken].len() - 6] {
            let sandbox = Sandbox::new();
            let mut damaged = members.clone();
            damaged[broken][at] ^= 0x5a;
            sandbox.write("a.warc.gz", damaged.concat());
            let ran = sandbox.run(&["--db", "a.db", "import", "a.warc.gz"]);
            // What its last bytes are wrong about is the sum of a page that was read.
            let imported = ran.stderr.contains("\n3 imported") || ran.stderr.contains("\n4 imported");
            assert!(imported && ran.code == Some(1), "member {broken} at {at}\n{ran}");
        }
    }
}
