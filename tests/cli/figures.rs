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
    error: invalid value 'xml' for '--format <FORMAT>'
      [possible values: table, csv, tsv, json, jsonl, markdown]

    For more information, try '--help'.
    ");
}
