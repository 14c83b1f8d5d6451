//! How many readers say what a report says: each is counted once, and those that came in bundles apart.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, query};

const CLAIM: [&str; 6] = ["report", "file", "tea", "caffeine", "--value", "About 35 mg"];

/// Says of tea's caffeine what report 1 says, with these arguments besides.
fn file(sandbox: &Sandbox, args: &[&str]) -> String {
    sandbox.succeed(&[&CLAIM[..], args].concat())
}

/// How many readers report 1 has, and how many more came in bundles.
fn readers(sandbox: &Sandbox) -> String {
    let counts = "SELECT readers || ' + ' || readers_from_bundles FROM report_states WHERE id = 1";
    query(&sandbox.connect(), counts).remove(0)
}

/// A base whose report 1 was filed with these arguments.
fn filed(args: &[&str]) -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    file(&sandbox, args);
    sandbox
}

/// Takes what one base exports into another.
fn bring(from: &Sandbox, to: &Sandbox) {
    to.write("reports.jsonl", from.succeed(&["report", "export"]));
    to.succeed(&["report", "import", "reports.jsonl"]);
}

/// The line of a report with as many supports, each by another reader and a second after the one before.
pub fn supported(report: &str, supports: std::ops::Range<usize>) -> String {
    let mut row: serde_json::Value = serde_json::from_str(report).expect("a report");
    let support = |number: usize| {
        let moment = format!("2025-01-01T{:02}:{:02}:{:02}Z", number / 3600, number / 60 % 60, number % 60);
        serde_json::json!({ "uid": format!("{number:032x}"), "reporter": format!("Ada {number}"), "made_at": moment })
    };
    row["supports"] = supports.map(support).collect();
    format!("{row}\n")
}

#[test]
fn a_reader_with_a_name_counts_once_however_it_is_written() {
    let sandbox = filed(&["--reporter", "Ådne Lie"]);
    assert_snapshot!(file(&sandbox, &["--reporter", " a\u{30a}DNE  lie ", "--comment", "Again"]), @"
    Report 1 says so already. Yours was added to it: 1 reader says so now.

    Look at it again with `versus report show 1`.
    ");
    file(&sandbox, &["--reporter", "Ådne Lie", "--evidence", "https://example.org"]);
    assert_eq!(readers(&sandbox), "1 + 0");
    for name in ["Bo", "bo", "BO ", "Cy"] {
        file(&sandbox, &["--reporter", name, "--comment", name]);
    }
    assert_eq!(readers(&sandbox), "3 + 0");
    assert_eq!(
        query::<i64>(&sandbox.connect(), "SELECT count(*) FROM report_events"),
        [7],
        "all that was said is kept"
    );
}

#[test]
fn readers_without_a_name_count_once_for_each_text() {
    let sandbox = filed(&["--comment", "Too much", "--evidence", "https://example.org/a"]);
    // What was filed, word for word.
    file(&sandbox, &["--comment", " too  MUCH", "--evidence", "https://example.org/a"]);
    assert_eq!(readers(&sandbox), "1 + 0");
    file(&sandbox, &["--comment", "Too much", "--evidence", "https://example.org/b"]);
    file(&sandbox, &["--comment", "Too much"]);
    file(&sandbox, &["--evidence", "https://example.org/a"]);
    file(&sandbox, &[]);
    assert_eq!(readers(&sandbox), "5 + 0");
    for _ in 0..3 {
        file(&sandbox, &["--comment", "too much"]);
        file(&sandbox, &[]);
    }
    assert_eq!(readers(&sandbox), "5 + 0");
    // A name is not a text.
    file(&sandbox, &["--reporter", "Too much"]);
    assert_eq!(readers(&sandbox), "6 + 0");
}

#[test]
fn what_was_filed_with_a_name_and_is_repeated_without_one_is_one_reader() {
    let sandbox = filed(&["--reporter", "Ada", "--comment", "Too much"]);
    file(&sandbox, &["--comment", "Too much"]);
    assert_eq!(readers(&sandbox), "1 + 0");
    file(&sandbox, &["--reporter", "Bo", "--comment", "Too much"]);
    assert_eq!(readers(&sandbox), "2 + 0");
}

#[test]
fn supports_from_bundles_are_counted_apart() {
    let here = filed(&["--reporter", "Ada"]);
    let there = Sandbox::with_fixtures();
    bring(&here, &there);
    for name in ["Bo", "Cy", "ada", "bo"] {
        file(&there, &["--reporter", name]);
    }
    assert_eq!(readers(&there), "3 + 0");
    file(&here, &["--reporter", "Di"]);
    bring(&there, &here);
    assert_eq!(readers(&here), "2 + 2");
    // Who says so here as well is no reader of bundles any more.
    assert_snapshot!(file(&here, &["--reporter", "BO"]), @"
    Report 1 says so already. Yours was added to it: 3 readers say so now, and 1 more in bundles.

    Look at it again with `versus report show 1`.
    ");
    assert_eq!(readers(&here), "3 + 1");
    // What was said here comes back as what it is.
    bring(&here, &there);
    bring(&there, &here);
    assert_eq!((readers(&here), readers(&there)), ("3 + 1".into(), "3 + 1".into()));

    let shown = here.succeed(&["report", "show", "1"]);
    assert!(shown.contains("readers     3 + 1 from bundles\n") && !shown.contains("readers_from"), "{shown}");
    assert!(here.succeed(&["report", "list"]).contains("│ 3 + 1 from"));
    let row = |args: &[&str]| -> serde_json::Value {
        let text = here.succeed(&[args, &["--format", "jsonl"]].concat());
        serde_json::from_str(&text).expect("one row")
    };
    for args in [&["report", "show", "1"][..], &["report", "list"], &["export", "reports"]] {
        let row = row(args);
        assert_eq!((&row["readers"], &row["readers_from_bundles"]), (&3.into(), &1.into()), "{args:?}");
    }
    let columns = |args: &[&str]| here.succeed(&[args, &["--format", "csv"]].concat());
    assert!(
        columns(&["report", "list"]).lines().next().is_some_and(|line| line.ends_with("standing,readers_from_bundles"))
    );
    assert!(
        columns(&["report", "show", "1"])
            .lines()
            .next()
            .is_some_and(|line| line.ends_with("standing,now,readers_from_bundles"))
    );
}

#[test]
fn bundles_in_either_order_and_twice_give_the_same_readers() {
    let one = filed(&["--reporter", "Ada"]);
    let two = Sandbox::with_fixtures();
    bring(&one, &two);
    file(&one, &["--reporter", "Bo"]);
    file(&one, &["--comment", "Hm"]);
    file(&two, &["--reporter", "bo"]);
    file(&two, &["--comment", "hm"]);
    file(&two, &["--reporter", "Cy"]);
    let merged = |order: &[&Sandbox]| {
        let base = Sandbox::with_fixtures();
        for from in order {
            bring(from, &base);
        }
        (readers(&base), base.succeed(&["report", "export"]))
    };
    let first_one = merged(&[&one, &two]);
    assert_eq!(first_one.0, "1 + 3");
    assert_eq!(merged(&[&two, &one]), first_one);
    assert_eq!(merged(&[&two, &one, &two, &one]), first_one);
}

#[test]
fn a_bundle_brings_at_most_a_thousand_supports_of_a_report() {
    let from = filed(&[]);
    let report = from.succeed(&["report", "export"]);
    let to = Sandbox::with_fixtures();
    to.write("many.jsonl", supported(&report, 0..1_200));
    assert_snapshot!(to.run(&["report", "import", "many.jsonl"]), @"
    exit code 0
    ---- stderr ----
    many.jsonl:1: 200 supports of this report are left out: a bundle brings 1000 at most, the earliest
    1 report and 1000 supports taken in
    ");
    assert_eq!(readers(&to), "1 + 1000");
    let exported = to.succeed(&["report", "export"]);
    assert!(exported.contains("\"Ada 999\"") && !exported.contains("\"Ada 1000\""));
    // The same again changes nothing.
    let before = to.dump();
    assert_snapshot!(to.run(&["report", "import", "many.jsonl"]), @"
    exit code 0
    ---- stderr ----
    many.jsonl:1: 200 supports of this report are left out: a bundle brings 1000 at most, the earliest
    nothing new: 1 report known already
    ");
    assert_eq!(to.dump(), before);
    // Nor do more lines on one report help.
    let lines = [0..700, 500..1_100, 1_100..1_300].map(|supports| supported(&report, supports)).concat();
    let to = Sandbox::with_fixtures();
    to.write("lines.jsonl", lines);
    assert_snapshot!(to.run(&["report", "import", "lines.jsonl"]), @"
    exit code 0
    ---- stderr ----
    lines.jsonl:2: 300 supports of this report are left out: a bundle brings 1000 at most, the earliest
    lines.jsonl:3: 200 supports of this report are left out: a bundle brings 1000 at most, the earliest
    1 report and 800 supports taken in, 2 reports known already
    ");
    assert_eq!(readers(&to), "1 + 800");
}
