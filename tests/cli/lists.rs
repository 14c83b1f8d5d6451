//! What all commands that list have in common: how many rows, in which order, to which file and in which format.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::sandbox::Sandbox;

const LISTS: [&[&str]; 10] = [
    &["figures"],
    &["attributes"],
    &["documents"],
    &["sections"],
    &["search", "tea"],
    &["conflicts"],
    &["log"],
    &["review", "list"],
    &["sql", "SELECT figure, value FROM current_values ORDER BY 1, 2"],
    &["alias", "list"],
];

/// A base of which every list has several rows.
fn full() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["alias", "add", "Coffee", "Joe"]);
    sandbox.succeed(&["alias", "add", "Tea", "Cha"]);
    sandbox
}

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.records().map(|row| row.expect("CSV").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn limit_sort_and_reverse_are_the_same_everywhere() {
    let sandbox = full();
    for list in LISTS {
        let run = |flags: &[&str]| sandbox.run(&[list, &["--csv"], flags].concat());
        let all = rows(&run(&["--limit", "0"]).stdout);
        assert!(all.len() >= 2, "{list:?} has {} rows", all.len());
        let first = run(&["-n", "1"]);
        assert_eq!(rows(&first.stdout), all[..1], "{list:?}");
        assert!(first.stderr.contains("more") && first.stderr.contains("--limit 0"), "{list:?}\n{first}");
        let reversed = rows(&run(&["--reverse", "-n", "0"]).stdout);
        assert_eq!(reversed, all.iter().rev().cloned().collect::<Vec<_>>(), "{list:?}");
        let header = run(&["-n", "0"]).stdout.lines().next().unwrap_or_default().to_owned();
        let column = header.split(',').next().expect("a column");
        let sorted = rows(&run(&["--sort", column, "-n", "0"]).stdout);
        let cells: Vec<String> = sorted.iter().map(|row| row[0].to_lowercase()).collect();
        let number = |cell: &String| cell.parse::<f64>().unwrap_or(f64::MAX);
        assert!(cells.is_sorted() || cells.iter().map(number).is_sorted_by(|a, b| a <= b), "{list:?} {cells:?}");
        // The first of many in an order of one's own are those of the whole list.
        let few = rows(&run(&["--sort", column, "-n", "1"]).stdout);
        assert_eq!(few, sorted[..1], "{list:?}");
        let ran = run(&["--sort", "no such"]);
        assert!(ran.code == Some(2) && ran.stderr.contains("there is no column `no such`"), "{list:?}\n{ran}");
    }
}

#[test]
fn a_pipe_gets_all_rows() {
    let sandbox = Sandbox::new();
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i FROM n";
    assert_eq!(sandbox.succeed(&["sql", sql]).lines().count(), 3002);
}

#[test]
fn the_ending_of_a_file_says_its_format() {
    let sandbox = full();
    let beginnings = [
        ("csv", "figure,aliases,documents,values\n"),
        ("tsv", "figure\taliases\tdocuments\tvalues\n"),
        ("json", "[\n{\"figure\":"),
        ("jsonl", "{\"figure\":"),
        ("md", "| figure | aliases |"),
        ("html", "<!DOCTYPE html>\n"),
        ("HTML", "<!DOCTYPE html>\n"),
        ("xlsx", "PK"),
    ];
    for (ending, beginning) in beginnings {
        let file = format!("out.{ending}");
        let ran = sandbox.run(&["figures", "-o", &file]);
        assert!(ran.code == Some(0) && ran.stdout.is_empty() && ran.stderr.contains("rows written to out."), "{ran}");
        let written = String::from_utf8_lossy(&sandbox.read(&file)).into_owned();
        assert!(written.starts_with(beginning), "{ending}: {written}");
    }
    for list in
        LISTS.iter().chain(&[&["compare", "tea", "coffee"][..], &["show", "tea"], &["report", "list"], &["check"]])
    {
        let ran = sandbox.run(&[*list, &["-o", "list.json"]].concat());
        assert!(ran.code == Some(0) && ran.stdout.is_empty(), "{list:?}\n{ran}");
        serde_json::from_slice::<serde_json::Value>(&sandbox.read("list.json"))
            .unwrap_or_else(|error| panic!("{list:?}: {error}"));
    }
}

#[test]
fn a_file_is_replaced_whole_or_not_at_all() {
    let sandbox = full();
    sandbox.write("old.csv", "old");
    let ran = sandbox.run(&["figures", "-o", "old.txt"]);
    assert!(ran.code == Some(2) && ran.stderr.contains(".csv, .tsv, .json, .jsonl, .md, .xlsx, .html"), "{ran}");
    let ran = sandbox.run(&["figures", "--json", "-o", "old.csv"]);
    assert!(ran.code == Some(2) && ran.stderr.contains("ends like csv"), "{ran}");
    let ran = sandbox.run(&["sql", "SELECT 1 UNION ALL SELECT 2", "--limit", "1", "-o", "old.csv"]);
    assert_eq!(ran.code, Some(1), "{ran}");
    assert_eq!(sandbox.read("old.csv"), b"old");
    let base = sandbox.default_base();
    let base = base.to_str().expect("a path");
    for format in [&["--csv"][..], &[]] {
        let ran = sandbox.run(&[&["figures", "-o", base][..], format].concat());
        assert!(ran.code == Some(3) && ran.stderr.contains("SQLite database"), "{ran}");
    }
    sandbox.succeed(&["figures", "-o", "old.csv"]);
    assert!(sandbox.read("old.csv").starts_with(b"figure,"));
    sandbox.succeed(&["figures", "-f", "csv", "-o", "whatever"]);
    assert!(sandbox.read("whatever").starts_with(b"figure,"));
}

#[test]
fn a_workbook_holds_text_as_text() {
    let sandbox = Sandbox::new();
    let sql = "SELECT '00123' AS a, '3/4' AS b, '=1+1' AS c, 42 AS d, 1.5 AS e, NULL AS f, '1' || char(10) || '2' AS g";
    sandbox.succeed(&["sql", sql, "-o", "book.xlsx"]);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(sandbox.read("book.xlsx"))).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("that can be read");
    let row: Vec<Data> = sheet.rows().nth(1).expect("a row").to_vec();
    let text = |text: &str| Data::String(text.into());
    assert_eq!(
        row,
        [text("00123"), text("3/4"), text("=1+1"), Data::Float(42.0), Data::Float(1.5), Data::Empty, text("1\n2")]
    );
    let formulas = book.worksheet_formula("Sheet1").expect("formulas");
    assert!(formulas.is_empty(), "{formulas:?}");
    let long = "SELECT printf('%40000s', 'x') AS long";
    let ran = sandbox.run(&["sql", long, "-o", "long.xlsx"]);
    assert!(ran.code == Some(3) && ran.stderr.contains("32767") && ran.stderr.contains(".csv"), "{ran}");
    assert!(!sandbox.path("long.xlsx").exists());
}

#[test]
fn short_forms_stand_for_formats() {
    let sandbox = Sandbox::new();
    let figures = |flags: &[&str]| sandbox.succeed(&[&["figures"], flags].concat());
    assert_eq!(figures(&["--csv"]), figures(&["-f", "csv"]));
    assert_eq!(figures(&["--json"]), figures(&["--format", "json"]));
    assert_eq!(sandbox.run(&["figures", "--csv", "--json"]).code, Some(2));
    assert_eq!(sandbox.run(&["figures", "--csv", "-f", "csv"]).code, Some(2));
}

#[test]
fn what_is_one_line_an_item_is_cut_to_the_width() {
    let sandbox = full();
    for columns in ["50", "80", "200"] {
        for list in [&["log"][..], &["conflicts"], &["review", "list"]] {
            let table = sandbox.run_with("COLUMNS", columns, list).stdout;
            let items = rows(&sandbox.succeed(&[list, &["--csv"]].concat())).len();
            assert_eq!(table.lines().count(), items + 2, "{list:?} at {columns}\n{table}");
            let width = columns.parse::<usize>().expect("a number");
            assert!(table.lines().all(|line| line.chars().count() <= width), "{list:?} at {columns}\n{table}");
        }
    }
}

#[test]
fn the_end_of_the_log_is_what_all_of_it_ends_with() {
    let sandbox = full();
    for args in [
        &["report", "file", "tea", "caffeine", "--value", "35 mg", "--document", "tea-vs-coffee"][..],
        &["report", "accept", "1"],
        &["revert", "1"],
        &["alias", "remove", "Joe"],
        &["merge", "mate", "--into", "coffee"],
        &["merge", "--undo", "mate"],
        &["forget", "tea-vs-coffee", "--yes"],
        &["forget", "--undo", "tea-vs-coffee"],
        &["seed"],
    ] {
        sandbox.run(args);
    }
    let page = "Lions vs. Wolves\n\nAttribute | Lions | Wolves\nSound | Roar | ";
    for sound in ["Howl", "Bark"] {
        sandbox.write("lions-vs-wolves.txt", format!("{page}{sound}\n"));
        sandbox.succeed(&["import", "lions-vs-wolves.txt"]);
    }
    let log = |limit: usize| sandbox.run_with("COLUMNS", "200", &["log", "--limit", &limit.to_string()]);
    let all: Vec<String> = log(0).stdout.lines().skip(2).map(str::to_owned).collect();
    for what in ["filed", "accepted", "corrected", "reverted", "alias removed", "merged", "forgotten", "updated"] {
        assert!(all.iter().any(|line| line.contains(&format!("│ {what} "))), "{what}: {all:#?}");
    }
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for limit in 1..=all.len() {
        let some = log(limit);
        let ended: Vec<_> = some.stdout.lines().skip(2).map(words).collect();
        assert_eq!(ended, all.iter().take(limit).map(|line| words(line)).collect::<Vec<_>>(), "{limit}");
        assert_eq!(some.stderr.contains("there are more"), limit < all.len(), "{limit}: {some}");
    }
}

#[test]
fn commands_that_write_and_errors_answer_in_json() {
    let sandbox = full();
    let answer = |args: &[&str]| -> serde_json::Value {
        let ran = sandbox.run(&[args, &["--json"]].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{args:?}");
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}\n{ran}"))
    };
    assert_eq!(answer(&["correct", "tea", "caffeine", "--value", "About 35 mg"])["correction"], 1);
    assert_eq!(answer(&["revert", "1", "--note", "no"])["correction"], 1);
    assert_eq!(answer(&["alias", "add", "Tea", "Chai"])["alias"], "Chai");
    assert_eq!(answer(&["import", "pages"])["imported"], 0);
    assert_eq!(answer(&["report", "file", "tea", "caffeine", "--proposed", "5 mg"])[0]["report"], 1);
    assert_eq!(answer(&["report", "accept", "1"])["correction"], 2);
    assert_eq!(
        answer(&["--quiet", "forget", "tea-vs-coffee", "--yes", "--with-corrections"])["document"],
        "tea-vs-coffee"
    );
    for (args, code) in
        [(&["show", "nobody"][..], 1), (&["figures", "--no-such-flag"], 2), (&["revert", "1", "--note", "x"], 3)]
    {
        let ran = sandbox.run(&[&["--json"], args].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(code), ""), "{args:?}");
        let said: serde_json::Value =
            serde_json::from_str(&ran.stderr).unwrap_or_else(|error| panic!("{error}\n{ran}"));
        assert!(said["error"].is_string() && said["causes"].is_array(), "{said}");
    }
}
