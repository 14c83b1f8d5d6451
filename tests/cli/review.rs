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
    reason      two splits fit equally well
    candidates  Latin name | Coffea arabica | Theobroma cacaoMalvaceae
                Latin name | Coffea arabicaTheobroma cacao | Malvaceae
                Latin nameCoffea arabica | Theobroma cacao | Malvaceae

    row         2
    document    tea-vs-cocoa-vs-mate
    position    2
    raw         Served hotYesYesYes
    reason      the row may go on in the line below
    candidates  Served hot | Yes | Yes | Yes

    row         3
    document    tea-vs-cocoa-vs-mate
    position    3
    raw         Leafgreennonegreen
    reason      there is no place where a cell could end
    ");
}

#[test]
fn review_keeps_the_raw_text() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["review", "--format", "json"]), @r#"
    exit code 0
    ---- stdout ----
    [
    {"row":1,"document":"coffee-vs-cocoa","position":5,"raw":"Latin nameCoffea arabicaTheobroma cacaoMalvaceae","reason":"two splits fit equally well","candidates":"Latin name | Coffea arabica | Theobroma cacaoMalvaceae\nLatin name | Coffea arabicaTheobroma cacao | Malvaceae\nLatin nameCoffea arabica | Theobroma cacao | Malvaceae"},
    {"row":2,"document":"tea-vs-cocoa-vs-mate","position":2,"raw":"Served hotYesYesYes","reason":"the row may go on in the line below","candidates":"Served hot | Yes | Yes | Yes"},
    {"row":3,"document":"tea-vs-cocoa-vs-mate","position":3,"raw":"Leafgreennonegreen","reason":"there is no place where a cell could end","candidates":""}
    ]
    "#);
}

#[test]
fn an_attribute_that_is_too_long_to_be_one_is_not_settled() {
    let sandbox = Sandbox::new();
    let long = "a".repeat(8_001);
    sandbox.write(
        "tea.txt",
        format!("Tea vs. Coffee\n\nComparison\n\nAttributeTeaCoffee\nColorGreenBrown\n{long}RedBlueGrey\n"),
    );
    sandbox.succeed(&["--db", "a.db", "import", "tea.txt"]);
    assert_snapshot!(sandbox.run(&["--db", "a.db", "review", "settle", "1", "--cells", &long, "Red", "BlueGrey"]), @"
    exit code 3
    ---- stderr ----
    error: the attribute is longer than 8000 bytes
    hint: nothing was written
    ");
}
