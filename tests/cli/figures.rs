//! `versus figures`, and the formats that every list has.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn figures_lists_what_is_compared_with_counts() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["figures"]), @"
    exit code 0
    ---- stdout ----
    figure        │ aliases │ documents │ values
    ──────────────┼─────────┼───────────┼───────
    Cocoa         │         │ 2         │ 5
    Coffee        │         │ 2         │ 8
    Joseph Stalin │         │ 1         │ 5
    Leon Trotsky  │         │ 1         │ 5
    Mate          │         │ 1         │ 1
    Tea           │         │ 2         │ 5
    ");
}

#[test]
fn figures_takes_a_pattern_without_case() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["figures", "TRO", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values
    Leon Trotsky,,1,5
    ");
    assert_snapshot!(Sandbox::with_fixtures().run(&["figures", "xyzzy"]), @"
    exit code 0
    ---- stderr ----
    no figure found
    ");
}

#[test]
fn a_list_has_the_same_columns_in_every_format() {
    let sandbox = Sandbox::with_fixtures();
    let list = |format| sandbox.run(&["figures", "co", "--format", format]);
    assert_snapshot!(list("table"), @"
    exit code 0
    ---- stdout ----
    figure │ aliases │ documents │ values
    ───────┼─────────┼───────────┼───────
    Cocoa  │         │ 2         │ 5
    Coffee │         │ 2         │ 8
    ");
    assert_snapshot!(list("csv"), @"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values
    Cocoa,,2,5
    Coffee,,2,8
    ");
    assert_snapshot!(list("tsv"), @"
    exit code 0
    ---- stdout ----
    figure	aliases	documents	values
    Cocoa		2	5
    Coffee		2	8
    ");
    assert_snapshot!(list("json"), @r#"
    exit code 0
    ---- stdout ----
    [
    {"figure":"Cocoa","aliases":"","documents":2,"values":5},
    {"figure":"Coffee","aliases":"","documents":2,"values":8}
    ]
    "#);
    assert_snapshot!(list("jsonl"), @r#"
    exit code 0
    ---- stdout ----
    {"figure":"Cocoa","aliases":"","documents":2,"values":5}
    {"figure":"Coffee","aliases":"","documents":2,"values":8}
    "#);
    assert_snapshot!(list("markdown"), @"
    exit code 0
    ---- stdout ----
    | figure | aliases | documents | values |
    | --- | --- | --- | --- |
    | Cocoa |  | 2 | 5 |
    | Coffee |  | 2 | 8 |
    ");
}

#[test]
fn a_format_that_there_is_not_is_wrong_usage() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["figures", "--format", "xml"]), @"
    exit code 2
    ---- stderr ----
    error: invalid value `xml` for `--format <FORMAT>`
    hint: did you mean `xlsx`? say one of: table, csv, tsv, json, jsonl, markdown, html, xlsx; `--help` says more
    ");
}

#[test]
fn names_that_differ_in_what_nobody_sees_are_one_figure() {
    let sandbox = Sandbox::new();
    let page = |figures: &str| {
        let (left, right) = figures.split_once(" vs. ").expect("two");
        format!("{figures}\n\nComparison\n\nAttribute | {left} | {right}\nColour | Green | Brown\n")
    };
    let same = [
        "Al Bo",
        "Al\u{a0}Bo",
        "\u{feff}Al  Bo",
        "A\u{ad}l B\u{200b}o",
        "\u{202d}Al Bo\u{202c}",
        "Al\u{200d} Bo\u{fe0f}",
    ];
    for (number, name) in same.iter().enumerate() {
        sandbox.write(&format!("pages/{number}.txt"), page(&format!("{name} vs. Number {number}")));
    }
    assert_eq!(sandbox.run(&["--db", "a.db", "import", "pages"]).code, Some(0));
    let figures = sandbox.succeed(&["--db", "a.db", "figures", "al", "--format", "csv"]);
    assert_eq!(figures, "figure,aliases,documents,values\nAl Bo,,6,6\n");
    assert!(sandbox.succeed(&["--db", "a.db", "show", "A\u{200b}l Bo"]).starts_with("Al Bo\n"));
    assert_eq!(sandbox.run(&["--db", "a.db", "check"]).code, Some(0));
    // Nor can a page compare them.
    sandbox.write("twice.txt", page("Al Bo vs. Al\u{200c} Bo"));
    let ran = sandbox.run(&["--db", "a.db", "import", "twice.txt"]);
    assert_eq!(ran.code, Some(1), "{ran}");
}
