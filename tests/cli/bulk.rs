//! Pages as they come: every kind of input for `versus import`, `versus parse`, and what a later import does.

use std::io::Write;
use std::process::Stdio;

use flate2::Compression;
use flate2::write::GzEncoder;
use insta::assert_snapshot;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::json;

use crate::sandbox::{Ran, Sandbox};

/// A page that compares two things in a table of one row.
fn page(left: &str, right: &str, row: &str) -> String {
    format!(
        "{left} vs. {right}\n\nWhat's the Difference?\n\n{left} is one thing, {right} another.\n\nComparison\n\n\
         Attribute{left}{right}\n{row}\n\nFurther Detail\n\nOrigin\n\n{left} is old.\n\n{right} is new.\n"
    )
}

fn crawl(pages: &[(&str, String)]) -> String {
    let line = |(slug, text): &(&str, String)| json!({"url": format!("https://example.org/{slug}"), "text": text});
    pages.iter().flat_map(|page| [line(page).to_string(), "\n".to_owned()]).collect()
}

fn drinks() -> Vec<(&'static str, String)> {
    vec![
        ("tea-vs-coffee", page("Tea", "Coffee", "ColorGreenBrown")),
        ("milk-vs-water", page("Milk", "Water", "Fat3.5 %None")),
        ("wine-vs-beer", page("Wine", "Beer", "Made fromGrapesBarley")),
    ]
}

fn fed(sandbox: &Sandbox, args: &[&str], input: &[u8]) -> Ran {
    let mut child = sandbox
        .command()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
    sandbox.ran(&child.wait_with_output().expect("it ends"))
}

#[test]
fn crawl_output_may_be_compressed_and_comes_under_its_urls() {
    let sandbox = Sandbox::new();
    let lines = crawl(&drinks());
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(lines.as_bytes()).expect("memory");
    sandbox.write("plain.jsonl", &lines);
    sandbox.write("packed.jsonl.gz", gzip.finish().expect("memory"));
    sandbox.write("packed.jsonl.zst", compress_to_vec(lines.as_bytes(), CompressionLevel::Fastest));
    for file in ["plain.jsonl", "packed.jsonl.gz", "packed.jsonl.zst"] {
        let base = format!("{file}.db");
        sandbox.succeed(&["--db", &base, "import", file]);
        let documents = "document,title,values,passages,unclear\ntea-vs-coffee,Tea vs. Coffee,2,2,0\n\
            milk-vs-water,Milk vs. Water,2,2,0\nwine-vs-beer,Wine vs. Beer,2,2,0\n";
        assert_eq!(sandbox.succeed(&["--db", &base, "documents", "--format", "csv"]), documents);
    }
}

#[test]
fn standard_input_is_read_as_what_it_is_said_to_be() {
    let sandbox = Sandbox::new();
    let csv = "Property,Tea,Coffee\nColor,Green,Brown\n";
    assert_snapshot!(fed(&sandbox, &["-q", "parse", "-", "--input-format", "csv"], csv.as_bytes()), @r#"
    exit code 0
    ---- stdout ----
    {"slug":"tea-vs-coffee","title":"Tea vs. Coffee","figures":["Tea","Coffee"],"summary":"","rows":[{"position":1,"attribute":"Color","values":["Green","Brown"]}],"unclear":[],"sections":[],"notice":"","credits":[],"source":"-","content_hash":"d56a4729828c151ca6a9e2bee3bf4f90bf2b5393f39f0e4a9e14a5226889680d","layout":"spreadsheet"}
    "#);
    assert_snapshot!(fed(&sandbox, &["-q", "parse", "-"], b"nothing of the kind\n"), @"
    exit code 1
    ---- stderr ----
    -:1: the page has neither a title such as `A vs. B` nor a table
    error: 1 of 1 page rejected
    ");
}

#[test]
fn web_pages_and_spreadsheets_are_pages() {
    let sandbox = Sandbox::new();
    let html = "<!doctype html><title>Tea vs. Coffee | Drinks</title><script>alert(1)</script><h1>Tea vs. Coffee</h1>\
        <p>Both are hot.<table><tr><th>Attribute<th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown\
        <tr><td>Served<td colspan=2>Hot</table><h2>Taste</h2><p>Tea is mild.<p>Coffee is strong.";
    sandbox.write("pages/tea-vs-coffee.html", html);
    sandbox.write("pages/milk-vs-water.csv", "Attribute,Milk,Water\nFat,\"3,5 %\",0\nCode,007,\n");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages"]), @"
    exit code 0
    ---- stderr ----
    made the knowledge base a.db
    2 imported, 0 updated, 0 unchanged, 0 rejected; 4 rows stored, 0 unclear
    ");
    assert_snapshot!(sandbox.succeed(&["--db", "a.db", "export", "values"]), @r#"
    document,position,attribute,figure,value,status,group
    milk-vs-water,1,Fat,Milk,"3,5 %",stated,
    milk-vs-water,1,Fat,Water,0,stated,
    milk-vs-water,2,Code,Milk,007,stated,
    tea-vs-coffee,1,Color,Tea,Green,stated,
    tea-vs-coffee,1,Color,Coffee,Brown,stated,
    tea-vs-coffee,2,Served,Tea,Hot,stated,
    tea-vs-coffee,2,Served,Coffee,Hot,stated,
    "#);
    assert_snapshot!(sandbox.succeed(&["--db", "a.db", "export", "sections"]), @"
    document,section,heading,passage,figures,text,status
    tea-vs-coffee,1,Taste,1,Tea,Tea is mild.,stated
    tea-vs-coffee,1,Taste,2,Coffee,Coffee is strong.,stated
    ");
}

#[test]
fn parse_prints_the_same_bytes_whatever_the_number_of_threads_and_import_takes_them() {
    let sandbox = Sandbox::new();
    let pages: Vec<(String, String)> = (0..600)
        .map(|n| (format!("page-{n}"), page(&format!("Left {n}"), &format!("Right {n}"), "ColorGreenBrown")))
        .collect();
    let pages: Vec<(&str, String)> = pages.iter().map(|(slug, text)| (slug.as_str(), text.clone())).collect();
    sandbox.write("pages.jsonl", crawl(&pages));
    let once = sandbox.succeed(&["parse", "--threads", "1", "pages.jsonl"]);
    assert_eq!(sandbox.succeed(&["parse", "--threads", "7", "pages.jsonl"]), once);
    assert_eq!(once.lines().count(), 600);
    sandbox.write("parsed.jsonl", &once);
    sandbox.succeed(&["--db", "direct.db", "import", "pages.jsonl"]);
    sandbox.succeed(&["--db", "parsed.db", "import", "parsed.jsonl"]);
    for table in ["documents", "values", "sections", "figures", "attributes"] {
        let of = |base: &str| sandbox.succeed(&["--db", base, "export", table]);
        assert_eq!(of("parsed.db"), of("direct.db"), "{table}");
    }
}

#[test]
fn a_dry_run_says_what_would_change_and_writes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("old.jsonl", crawl(&drinks()[..2]));
    sandbox.succeed(&["import", "old.jsonl"]);
    let before = sandbox.dump();
    let mut new = drinks();
    new[0].1 = page("Tea", "Coffee", "ColorGoldBrown");
    new.push(("broken", "no page".into()));
    sandbox.write("new.jsonl", crawl(&new));
    assert_snapshot!(sandbox.run(&["import", "new.jsonl", "--dry-run"]), @"
    exit code 1
    ---- stderr ----
    new.jsonl:4: the page has neither a title such as `A vs. B` nor a table (line 1 of its `text`): https://example.org/broken
    updated tea-vs-coffee: 1 value changed
    dry run: nothing was written
    1 imported, 1 updated, 1 unchanged, 1 rejected; 2 rows stored, 0 unclear
    error: 1 of 4 pages rejected
    ");
    assert_eq!(sandbox.dump(), before);
    assert_snapshot!(sandbox.run(&["--db", "none.db", "import", "old.jsonl", "--dry-run"]), @"
    exit code 0
    ---- stderr ----
    dry run: nothing was written
    2 imported, 0 updated, 0 unchanged, 0 rejected; 2 rows stored, 0 unclear
    ");
    assert!(!sandbox.path("none.db").exists());
}

#[test]
fn two_pages_of_one_address_and_the_same_figures_are_an_error_that_names_both() {
    let html = |rows: &str| {
        format!(
            "<link rel=canonical href=https://example.org/tea><h1>Tea vs. Coffee</h1>\
             <table><tr><th><th>Tea<th>Coffee{rows}</table>"
        )
    };
    let color = "<tr><td>Color<td>Green<td>Brown";
    let orders = [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"], ["b", "a", "c"]];
    for [one, other, third] in orders {
        let sandbox = Sandbox::new();
        sandbox.write("a/tea-vs-coffee.html", html(color));
        sandbox.write("b/tea.html", html(&format!("{color}<tr><td>Origin<td>China<td>Yemen")));
        sandbox.write("c/coffee.html", html(color));
        let import = ["--db", "a.db", "import", one, other, third];
        insta::allow_duplicates! { assert_snapshot!(sandbox.run(&import), @"
        exit code 1
        ---- stderr ----
        b/tea.html: another page of this run is the document `tea-vs-coffee` too: a/tea-vs-coffee.html
        made the knowledge base a.db
        1 imported, 0 updated, 1 unchanged, 1 rejected; 1 row stored, 0 unclear
        error: 1 of 3 pages rejected
        ") };
        let dump = sandbox.succeed(&["--db", "a.db", "sql", "SELECT document_id FROM document_versions"]);
        assert_eq!(dump, "", "no former state");
        insta::allow_duplicates! { assert_snapshot!(sandbox.run(&import), @"
        exit code 1
        ---- stderr ----
        b/tea.html: another page of this run is the document `tea-vs-coffee` too: a/tea-vs-coffee.html
        0 imported, 0 updated, 2 unchanged, 1 rejected; 0 rows stored, 0 unclear; nothing changed
        error: 1 of 3 pages rejected
        ") };
    }
}

#[test]
fn lines_that_are_no_pages_are_named_and_do_not_stop_the_rest() {
    let sandbox = Sandbox::new();
    let lines = format!("{{\"url\": 1}}\n\nnot json\n{}[]\n", crawl(&drinks()[..1]));
    sandbox.write("crawl.jsonl", lines);
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "crawl.jsonl"]), @"
    exit code 1
    ---- stderr ----
    crawl.jsonl:1: the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`
    crawl.jsonl:3: this is not JSON: expected ident at column 2
    crawl.jsonl:5: this is JSON, but no object
    made the knowledge base a.db
    1 imported, 0 updated, 0 unchanged, 3 rejected; 1 row stored, 0 unclear
    error: 3 of 4 pages rejected
    ");
}

#[test]
fn a_row_that_was_settled_stays_settled_when_its_page_is_imported_again() {
    let sandbox = Sandbox::new();
    let with = |more: &str| page("Senate", "House", &format!("Number of Members100435{more}"));
    sandbox.write("senate-vs-house.txt", with(""));
    sandbox.succeed(&["import", "senate-vs-house.txt"]);
    assert_snapshot!(sandbox.succeed(&["review", "--format", "jsonl"]), @r#"{"row":1,"document":"senate-vs-house","position":1,"raw":"Number of Members100435","reason":"the digits `100435` could be cut in several places","candidates":"Number of Members | 100 | 435\nNumber of Members | 1004 | 35\nNumber of Members | 10043 | 5\nNumber of Members | 10 | 0435\nNumber of Members | 1 | 00435\nNumber of Members1004 | 3 | 5\nNumber of Members100 | 4 | 35\nNumber of Members100 | 43 | 5\nNumber of Members10 | 04 | 35\nNumber of Members10 | 0 | 435"}"#);
    assert_snapshot!(sandbox.run(&["review", "settle", "1", "--cells", "Number of Members", "100", "436"]), @"
    exit code 3
    ---- stderr ----
    error: the cells do not hold the very characters of the row `Number of Members100435`
    hint: nothing was written
    ");
    assert_snapshot!(sandbox.run(&["review", "settle", "1", "--cells", "Number of Members", "100435"]), @"
    exit code 2
    ---- stderr ----
    error: `--cells <CELL> <CELL> <CELL>...` needs 3 values, not 2
    hint: use it as `versus review settle [OPTIONS] [ROW]`; `--help` says more
    ");
    assert_snapshot!(sandbox.run(&["review", "settle", "1", "--pick", "99"]), @"
    exit code 2
    ---- stderr ----
    error: row 1 has 10 candidates
    hint: `versus review` shows them; or give the cells with `--cells`
    ");
    let settled = ["review", "settle", "1", "--cells", "Number of Members", "100", "435", "--editor", "Ann"];
    assert_snapshot!(sandbox.run(&settled), @"
    exit code 0
    ---- stderr ----
    settled in senate-vs-house: Number of Members | 100 | 435
    `versus review unsettle 1` takes it back
    ");
    assert_snapshot!(sandbox.run(&["review", "settle", "1", "--pick", "1"]), @"
    exit code 1
    ---- stderr ----
    error: there is no unclear row 1
    hint: run `versus review` to see them all
    ");
    sandbox.write("senate-vs-house.txt", with("\nTermSix yearsTwo years"));
    assert_snapshot!(sandbox.run(&["import", "senate-vs-house.txt"]), @"
    exit code 0
    ---- stderr ----
    updated senate-vs-house: 2 values added
    0 imported, 1 updated, 0 unchanged, 0 rejected; 2 rows stored, 0 unclear
    ");
    assert_snapshot!(sandbox.succeed(&["compare", "senate", "house", "--format", "csv"]), @"
    attribute,Senate,House
    Number of Members,100,435
    Term,Six years,Two years
    ");
    let statuses = sandbox.succeed(&["export", "values"]);
    assert_eq!(statuses.lines().filter(|line| line.ends_with(",settled,")).count(), 2, "{statuses}");
    assert_snapshot!(sandbox.run(&["review"]), @"
    exit code 0
    ---- stderr ----
    no unclear rows
    ");
}

#[test]
fn a_section_that_was_only_renamed_keeps_its_passages_and_their_corrections() {
    let sandbox = Sandbox::new();
    let before = page("Tea", "Coffee", "ColorGreenBrown");
    sandbox.write("tea-vs-coffee.txt", &before);
    sandbox.succeed(&["import", "tea-vs-coffee.txt"]);
    let of_passage = ["--document", "tea-vs-coffee", "--section", "origin", "--quote", "old"];
    sandbox.succeed(&[&["correct"], &of_passage[..], &["--value", "very old"]].concat());
    sandbox.write("tea-vs-coffee.txt", before.replace("Origin", "Beginnings"));
    sandbox.succeed(&["import", "tea-vs-coffee.txt"]);
    let sections = sandbox.succeed(&["export", "sections"]);
    assert!(sections.contains("tea-vs-coffee,1,Beginnings,1,Tea,Tea is very old.,corrected"), "{sections}");
    assert_snapshot!(sandbox.run(&["check"]), @"
    exit code 0
    ---- stderr ----
    nothing needs another look
    ");
}

#[test]
fn a_report_on_words_that_the_page_has_changed_shows_the_three_texts_when_it_is_accepted() {
    let sandbox = Sandbox::new();
    let before = page("Tea", "Coffee", "ColorGreenBrown").replace("Tea is old.", "Tea is a very old drink from China.");
    sandbox.write("tea-vs-coffee.txt", &before);
    sandbox.succeed(&["import", "tea-vs-coffee.txt"]);
    let of_passage = ["--document", "tea-vs-coffee", "--section", "origin", "--quote", "China"];
    sandbox.succeed(&[&["report", "file"], &of_passage[..], &["--value", "Assam"]].concat());
    sandbox.write("tea-vs-coffee.txt", before.replace("China", "Yunnan"));
    sandbox.succeed(&["import", "tea-vs-coffee.txt"]);
    let dump = sandbox.dump();
    assert_snapshot!(sandbox.run(&["report", "accept", "1"]), @"
    exit code 3
    ---- stderr ----
    reported: Tea is a very old drink from China.
    reads now: Tea is a very old drink from Yunnan.
    proposed: Assam
    error: the text is another than the one that report 1 is about
    hint: nothing was written; say what is to stand there with `versus report accept 1 --value TEXT`, or run `versus report decline 1 --because already-fixed`
    ");
    assert_eq!(sandbox.dump(), dump);
    let text = "Tea is a very old drink from Assam.";
    assert_snapshot!(sandbox.run(&["report", "accept", "1", "--whole", "--value", text]), @"
    exit code 0
    ---- stdout ----
    Report 1 is accepted. Correction 1 is made.
      It said: Tea is a very old drink from Yunnan.
      It says: Tea is a very old drink from Assam.
    Undo it with `versus revert 1`.
    ");
    assert!(sandbox.succeed(&["export", "sections"]).contains("Tea is a very old drink from Assam.,corrected"));
}
