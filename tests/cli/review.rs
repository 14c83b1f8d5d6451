//! `versus review`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn the_shipped_document_has_no_unclear_row() {
    assert_snapshot!(Sandbox::new().run(&["review", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    row,document,position,raw,reason,candidates

    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    no unclear rows
    ");
}

#[test]
fn review_lists_unclear_rows_with_reason_and_candidates() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["review"]), @"
    exit code 0
    ---- stdout ----
    row         1
    document    coffee-vs-cocoa
    position    5
    raw         Latin nameCoffea arabicaTheobroma cacaoMalvaceae
    reason      3 places look like the end of a cell, where 2 are needed
    candidates  Latin name | Coffea arabica | Theobroma cacaoMalvaceae
                Latin name | Coffea arabicaTheobroma cacao | Malvaceae
                Latin nameCoffea arabica | Theobroma cacao | Malvaceae

    row         2
    document    tea-vs-cocoa-vs-mate
    position    3
    raw         Leafgreennonegreen
    reason      no place looks like the end of a cell, where 3 are needed
    ");
}

#[test]
fn review_keeps_the_raw_text() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["review", "--format", "json"]), @r#"
    exit code 0
    ---- stdout ----
    [
    {"row":1,"document":"coffee-vs-cocoa","position":5,"raw":"Latin nameCoffea arabicaTheobroma cacaoMalvaceae","reason":"3 places look like the end of a cell, where 2 are needed","candidates":"Latin name | Coffea arabica | Theobroma cacaoMalvaceae\nLatin name | Coffea arabicaTheobroma cacao | Malvaceae\nLatin nameCoffea arabica | Theobroma cacao | Malvaceae"},
    {"row":2,"document":"tea-vs-cocoa-vs-mate","position":3,"raw":"Leafgreennonegreen","reason":"no place looks like the end of a cell, where 3 are needed","candidates":""}
    ]
    "#);
}
