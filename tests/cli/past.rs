//! `--as-of` and `log`: what was printed once can be printed again, under the names of then.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// Every table but that of reports, of which the past knows nothing.
const TABLES: [&str; 9] =
    ["values", "sections", "figures", "attributes", "documents", "aliases", "corrections", "merges", "preferences"];

fn page(left: &str, right: &str, rows: &[[&str; 3]]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| row.join(" | ")).collect();
    format!("{left} vs. {right}\n\nComparison\n\nAttribute | {left} | {right}\n{}\n", rows.join("\n"))
}

fn on(sandbox: &Sandbox, day: &str, args: &[&str]) {
    let now = format!("2026-02-{day}T12:00:00Z");
    sandbox.succeed(&[&["--now", &now][..], args].concat());
}

/// A base with a history: two names of a figure that become one and two again, a figure that its page renames, a row of two
/// attributes that become one, a decision on each, and a document that is taken out.
fn history() -> (Sandbox, Vec<(String, String)>) {
    let sandbox = Sandbox::new();
    let mut printed = Vec::new();
    let mut step = |day: &str, args: &[&str]| {
        on(&sandbox, day, args);
        let said: String = TABLES.iter().map(|table| sandbox.succeed(&["export", table])).collect();
        printed.push((format!("2026-02-{day}"), said));
    };
    sandbox.write("p/tea-vs-rum.txt", page("Tea", "Rum", &[["Origin", "China", "Cuba"], ["Colour", "green", "brown"]]));
    sandbox.write("p/cha-vs-gin.txt", page("Cha", "Gin", &[["Homeland", "India", "Holland"]]));
    step("01", &["import", "p"]);
    step("02", &["correct", "cha", "homeland", "--value", "Assam", "--note", "as in the atlas", "--editor", "Ann"]);
    step("03", &["merge", "cha", "--into", "tea", "--note", "one plant", "--editor", "Bo"]);
    step("04", &["merge", "homeland", "--into", "origin", "--attribute"]);
    step("05", &["alias", "add", "gin", "Jenever"]);
    sandbox
        .write("p/tea-vs-rum.txt", page("Tea", "Grog", &[["Origin", "Yunnan", "Cuba"], ["Strength", "none", "much"]]));
    step("06", &["import", "p"]);
    let prefer = |document| ["conflicts", "settle", "tea", "origin", "--prefer", document];
    step("07", &[&prefer("cha-vs-gin")[..], &["--note", "newer", "--editor", "Cy"]].concat());
    step("08", &[&prefer("tea-vs-rum")[..], &["--note", "closer", "--editor", "Di"]].concat());
    step("09", &["merge", "--undo", "cha", "--editor", "Ed"]);
    step("10", &["revert", "1", "--note", "no", "--editor", "Flo"]);
    step("11", &["forget", "cha-vs-gin", "--yes"]);
    step("12", &["merge", "--undo", "homeland", "--attribute"]);
    step("13", &["forget", "--undo", "cha-vs-gin"]);
    step("14", &["alias", "remove", "jenever"]);
    step("15", &["report", "file", "tea", "strength", "--document", "tea-vs-rum", "--proposed", "little"]);
    step("16", &["report", "accept", "1", "--editor", "Gil"]);
    (sandbox, printed)
}

#[test]
fn every_table_can_be_exported_as_it_was_printed() {
    let (sandbox, printed) = history();
    for (day, said) in printed {
        let again: String = TABLES.iter().map(|table| sandbox.succeed(&["export", table, "--as-of", &day])).collect();
        assert_eq!(again, said, "{day}");
    }
    assert_snapshot!(sandbox.run(&["export", "reports", "--as-of", "2026-02-03"]), @"
    exit code 2
    ---- stderr ----
    error: `--as-of` knows of no reports
    hint: `versus log` tells when each was filed and decided
    ");
}

#[test]
fn names_that_only_the_past_knows_resolve_there() {
    let (sandbox, _) = history();
    assert_eq!(sandbox.run(&["compare", "rum", "tea"]).code, Some(1));
    assert_snapshot!(sandbox.run(&["show", "rum", "--as-of", "2026-02-04", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    document,attribute,section,text,status,open_reports
    tea-vs-rum,Origin,,Cuba,stated,0
    tea-vs-rum,Colour,,brown,stated,0
    ");
    assert_snapshot!(sandbox.run(&["compare", "jenever", "rum", "tea", "--as-of", "2026-02-05", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,Gin,Rum,Tea
    Origin,Holland,Cuba,Assam; China
    Colour,,brown,green
    ");
    assert_snapshot!(sandbox.run(&["compare", "grog", "tea", "--as-of", "2026-02-05"]), @"
    exit code 1
    ---- stderr ----
    error: no figure was called `grog` on 2026-02-05
    hint: `versus log grog` tells when it came, if it ever did
    ");
    assert_snapshot!(sandbox.run(&["show", "cha", "--as-of", "2026-02-05", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    document,attribute,section,text,status,open_reports
    cha-vs-gin,Origin,,Assam,corrected,0
    tea-vs-rum,Origin,,China,stated,0
    tea-vs-rum,Colour,,green,stated,0
    ");
    assert_snapshot!(sandbox.run(&["log", "rum", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    at,who,what,document,figure,attribute,section,before,after,note,report,correction
    2026-02-01T12:00:00Z,,imported,tea-vs-rum,,,,,,p/tea-vs-rum.txt,,
    2026-02-06T12:00:00Z,,updated,tea-vs-rum,Rum,Origin,,Cuba,,,,
    2026-02-06T12:00:00Z,,updated,tea-vs-rum,Rum,Colour,,brown,,,,
    ");
    assert_eq!(sandbox.run(&["log", "vodka"]).code, Some(1));
}

#[test]
fn within_one_second_the_log_tells_things_in_their_order() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "origin", "--document", "tea-vs-coffee", "--value", "Yunnan"]);
    sandbox.succeed(&["alias", "add", "tea", "Chai"]);
    sandbox.succeed(&["report", "accept", "1"]);
    sandbox.succeed(&["report", "reopen", "1", "--note", "again"]);
    sandbox.succeed(&["merge", "mate", "--into", "coffee"]);
    sandbox.succeed(&["report", "decline", "1", "--because", "not-an-error"]);
    sandbox.succeed(&["merge", "--undo", "mate"]);
    sandbox.succeed(&["alias", "remove", "chai"]);
    let log = sandbox.succeed(&["log", "--format", "csv"]);
    let what: Vec<&str> = log.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
    assert_snapshot!(what.join("; "), @"imported; imported; imported; imported; filed; alias added; corrected; accepted; reopened; merged; declined; merge undone; alias removed");
}

#[test]
fn a_merge_is_taken_back_as_the_pages_call_their_figures_now() {
    let sandbox = Sandbox::new();
    sandbox.write("p/cha-vs-gin.txt", page("Cha", "Gin", &[["Origin", "India", "Holland"]]));
    sandbox.write("p/tea-vs-rum.txt", page("Tea", "Rum", &[["Origin", "China", "Cuba"]]));
    sandbox.succeed(&["import", "p"]);
    sandbox.succeed(&["merge", "cha", "--into", "tea"]);
    // The page itself has come to call it so.
    sandbox.write("p/cha-vs-gin.txt", page("Tea", "Gin", &[["Origin", "India", "Holland"]]));
    sandbox.succeed(&["import", "p"]);
    sandbox.succeed(&["merge", "--undo", "cha"]);
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains("cha-vs-gin,1,Origin,Tea,India"), "{values}");
    assert!(!values.contains(",Cha,"), "{values}");
}

#[test]
fn the_past_of_one_figure_knows_which_of_all_corrections_was_undone() {
    let sandbox = Sandbox::new();
    sandbox.write("p/tea-vs-rum.txt", page("Tea", "Rum", &[["Origin", "China", "Cuba"]]));
    sandbox.write("p/cats-vs-dogs.txt", page("Cats", "Dogs", &[["Voice", "meow", "bark"]]));
    on(&sandbox, "01", &["import", "p"]);
    on(&sandbox, "02", &["correct", "tea", "origin", "--value", "Assam"]);
    on(&sandbox, "03", &["correct", "cats", "voice", "--value", "purr"]);
    on(&sandbox, "04", &["revert", "2", "--note", "no"]);
    let shown = |day: &str| sandbox.succeed(&["show", "cats", "--format", "csv", "--as-of", &format!("2026-02-{day}")]);
    assert!(shown("03").contains("purr"), "{}", shown("03"));
    assert!(!shown("04").contains("purr"), "{}", shown("04"));
    assert!(shown("04").contains("meow"), "{}", shown("04"));
}

#[test]
fn what_was_preferred_then_comes_first() {
    let sandbox = Sandbox::with_fixtures();
    on(&sandbox, "01", &["conflicts", "settle", "coffee", "homeland", "--prefer", "tea-vs-coffee"]);
    on(&sandbox, "02", &["conflicts", "settle", "coffee", "homeland", "--prefer", "coffee-vs-cocoa"]);
    let homeland = |moment: &str| {
        let compared = sandbox.succeed(&["compare", "coffee", "cocoa", "--format", "csv", "--as-of", moment]);
        compared.lines().find(|line| line.starts_with("Homeland")).expect("a row").to_owned()
    };
    assert!(homeland("2026-02-01").starts_with("Homeland,Ethiopia; Yemen"), "{}", homeland("2026-02-01"));
    assert!(homeland("2026-02-02").starts_with("Homeland,Yemen; Ethiopia"), "{}", homeland("2026-02-02"));
}

#[test]
fn the_prose_of_then_has_its_corrections_where_they_were() {
    let sandbox = Sandbox::with_fixtures();
    let prose = |section, quote, text| {
        ["correct", "--document", "tea-vs-coffee", "--section", section, "--quote", quote, "--value", text]
    };
    on(&sandbox, "01", &prose("taste", "dark and sour", "black"));
    on(&sandbox, "02", &prose("trade", "by auction", "by weight"));
    let now = sandbox.succeed(&["export", "sections"]);
    assert!(now.contains("Coffee is black") && now.contains("sold by weight"), "{now}");
    assert_eq!(sandbox.succeed(&["export", "sections", "--as-of", "2026-02-02"]), now);
}
