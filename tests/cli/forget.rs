//! `versus forget`: documents go and come back, and nothing that people decided is lost.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, ensure_index_in_step, ensure_sound, query};

const TABLES: [&str; 9] =
    ["figures", "attributes", "values", "sections", "reports", "corrections", "aliases", "merges", "preferences"];

fn exports(sandbox: &Sandbox) -> Vec<String> {
    TABLES.iter().map(|table| sandbox.succeed(&["export", table])).collect()
}

/// A base with pages, in which people corrected a value, a missing value, a passage and a summary of tea-vs-coffee, settled
/// one of its rows, and reported on it.
fn decided() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    let tea = "tea-vs-coffee";
    sandbox.succeed(&["correct", "tea", "origin", "--new", "--value", "Yunnan", "--document", tea, "--editor", "Ann"]);
    sandbox.succeed(&["correct", "tea", "bitterness", "--new", "--value", "low", "--document", tea, "--editor", "Ann"]);
    sandbox.succeed(&[
        "correct",
        "--document",
        tea,
        "--section",
        "summary",
        "--value",
        "Two drinks.",
        "--editor",
        "Ann",
    ]);
    sandbox.succeed(&["correct", "--document", tea, "--section", "taste", "--quote", "light", "--value", "pale"]);
    sandbox.succeed(&["report", "file", "coffee", "origin", "--document", tea, "--value", "Kaffa"]);
    sandbox
}

#[test]
fn it_says_what_goes_and_what_hangs_on_it_and_wants_to_be_told_twice() {
    let sandbox = decided();
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["forget", "tea-vs-coffee"]), @"
    exit code 3
    ---- stderr ----
    tea-vs-coffee (Tea vs. Coffee): 8 values, 3 passages; on it hang 4 active corrections and 1 open report
    error: `tea-vs-coffee` has 4 active corrections
    hint: nothing was written; with `--with-corrections` they wait for the document and come back with it
    ");
    assert_snapshot!(sandbox.run(&["forget", "tea-vs-coffee", "--with-corrections"]), @"
    exit code 3
    ---- stderr ----
    tea-vs-coffee (Tea vs. Coffee): 8 values, 3 passages; on it hang 4 active corrections and 1 open report
    error: nothing was taken out
    hint: say `--yes` to take out what was named
    ");
    assert_snapshot!(sandbox.run(&["forget", "no-such", "--yes"]), @"
    exit code 1
    ---- stderr ----
    error: no document is called `no-such`
    hint: run `versus documents` to see them all
    ");
    assert_snapshot!(sandbox.run(&["forget", "--undo", "tea-vs-coffee"]), @"
    exit code 1
    ---- stderr ----
    error: no forgotten document is called `tea-vs-coffee`
    hint: run `versus log` to see which documents were forgotten
    ");
    assert_eq!(sandbox.dump(), before, "nothing was written");
}

#[test]
fn what_was_forgotten_is_gone_and_comes_back_as_it_was() {
    let sandbox = decided();
    let before = exports(&sandbox);
    assert_snapshot!(sandbox.run(&["forget", "tea-vs-coffee", "--with-corrections", "--yes", "--note", "spam", "--editor", "Bo"]), @"
    exit code 0
    ---- stderr ----
    tea-vs-coffee (Tea vs. Coffee): 8 values, 3 passages; on it hang 4 active corrections and 1 open report
    forgot tea-vs-coffee; `versus forget --undo tea-vs-coffee` brings it back
    ");
    ensure_sound(&sandbox.connect());
    for (words, found) in [("Yunnan", false), ("Assam", false), ("pale", false), ("drinks", false)] {
        assert_eq!(
            !sandbox.succeed(&["search", words, "--format", "csv"]).trim().ends_with("status,match"),
            found,
            "{words}"
        );
    }
    for table in ["values", "sections", "documents"] {
        assert!(!sandbox.succeed(&["export", table]).contains("tea-vs-coffee"), "{table}");
    }
    assert!(!sandbox.succeed(&["documents"]).contains("tea-vs-coffee"));
    // What people decided is still told.
    assert_eq!(sandbox.succeed(&["export", "corrections"]), before[5]);
    assert!(sandbox.succeed(&["export", "reports"]).contains("Kaffa"));
    assert_eq!(sandbox.run(&["check"]).code, Some(0), "{}", sandbox.run(&["check"]));
    assert_eq!(sandbox.run(&["show", "tea-vs-coffee"]).code, Some(1));
    assert_snapshot!(sandbox.run(&["forget", "--undo", "tea", "--editor", "Cy"]), @"
    exit code 0
    ---- stderr ----
    tea-vs-coffee is back
    ");
    ensure_sound(&sandbox.connect());
    assert_eq!(exports(&sandbox), before);
    let log = sandbox.succeed(&["log", "--format", "csv"]);
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("forgotten") || line.contains("restored")).collect();
    assert_snapshot!(lines.join("\n"), @"
    2026-01-02T03:04:05Z,Bo,forgotten,tea-vs-coffee,,,,,,spam,,
    2026-01-02T03:04:05Z,Cy,restored,tea-vs-coffee,,,,,,,,
    ");
    assert!(!log.contains("updated"), "{log}");
}

#[test]
fn importing_the_page_again_brings_it_and_its_corrections_back() {
    let sandbox = decided();
    let before = exports(&sandbox);
    sandbox.succeed(&["forget", "tea-vs-coffee", "--with-corrections", "--yes"]);
    assert_snapshot!(sandbox.run(&["import", "pages"]), @"
    exit code 0
    ---- stderr ----
    tea-vs-coffee had been forgotten and is back: 8 values added, 3 passages added
    0 imported, 1 updated, 2 unchanged, 0 rejected; 4 rows stored, 0 unclear
    ");
    ensure_sound(&sandbox.connect());
    assert_eq!(exports(&sandbox), before);
    // A page that changed meanwhile comes back changed.
    sandbox.succeed(&["forget", "tea-vs-coffee", "--with-corrections", "--yes"]);
    let page = std::fs::read_to_string(sandbox.path("pages/tea-vs-coffee.txt")).expect("a page");
    sandbox.write("pages/tea-vs-coffee.txt", page.replace("Tea is", "Tea was"));
    sandbox.succeed(&["import", "pages"]);
    ensure_sound(&sandbox.connect());
    assert_eq!(sandbox.succeed(&["export", "corrections"]), before[5]);
    assert!(sandbox.succeed(&["export", "values"]).contains("Yunnan,corrected"));
}

#[test]
fn the_past_knows_when_a_document_was_there() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["--now", "2027-02-01T00:00:00Z", "forget", "tea-vs-coffee", "--yes"]);
    sandbox.succeed(&["--now", "2027-03-01T00:00:00Z", "forget", "--undo", "tea-vs-coffee"]);
    let at = |date: &str| sandbox.run(&["show", "coffee", "--format", "csv", "--as-of", date]).stdout;
    let there = at("2027-01-15");
    assert!(there.contains("tea-vs-coffee"));
    assert!(!at("2027-02-15").contains("tea-vs-coffee"));
    assert_eq!(at("2027-03-15"), there);
}

#[test]
fn several_go_together_or_none() {
    let sandbox = decided();
    let all: Vec<String> = query(&sandbox.connect(), "SELECT slug FROM documents");
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let before = sandbox.dump();
    assert_eq!(sandbox.run(&[&["forget", "--yes"][..], &all].concat()).code, Some(3));
    assert_eq!(sandbox.dump(), before);
    let said = sandbox.run(&[&["forget", "--yes", "--with-corrections"][..], &all].concat());
    assert_eq!(said.code, Some(0), "{said}");
    ensure_sound(&sandbox.connect());
    assert_eq!(query::<i64>(&sandbox.connect(), "SELECT count(*) FROM search_index_docsize"), [0]);
    assert_eq!(sandbox.succeed(&["export", "values"]).lines().count(), 1);
    for slug in &all {
        sandbox.succeed(&["forget", "--undo", slug]);
    }
    ensure_index_in_step(&sandbox.connect());
    assert_eq!(sandbox.succeed(&["export", "values"]).lines().count(), {
        let fresh = decided();
        fresh.succeed(&["export", "values"]).lines().count()
    });
}

#[test]
fn a_page_comes_back_though_nothing_else_knows_its_figures() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["figures"]);
    let before = exports(&sandbox);
    sandbox.bring("seed", "a");
    for again in [&["seed"][..], &["import", "a"]] {
        sandbox.succeed(&["forget", "stalin-vs", "--yes"]);
        assert_eq!(sandbox.succeed(&["export", "figures"]).lines().count(), 1);
        sandbox.succeed(again);
        assert_eq!(exports(&sandbox), before, "{again:?}");
    }
    ensure_sound(&sandbox.connect());
}

#[test]
fn a_correction_that_waits_for_its_document_is_not_undone() {
    let sandbox = decided();
    sandbox.succeed(&["forget", "tea-vs-coffee", "--with-corrections", "--yes"]);
    let answer = sandbox.run(&["revert", "1", "--note", "no"]).to_string();
    assert!(answer.contains("correction 1 waits for `tea-vs-coffee`, which was taken out"), "{answer}");
    assert!(answer.contains("versus forget --undo tea-vs-coffee"), "{answer}");
}

#[test]
fn a_correction_of_a_passage_that_had_moved_finds_it_again() {
    let sandbox = decided();
    let page = std::fs::read_to_string(sandbox.path("pages/tea-vs-coffee.txt")).expect("a page");
    sandbox.write("pages/tea-vs-coffee.txt", page.replace("Milk softens it.", "Milk rounds it."));
    sandbox.succeed(&["import", "pages"]);
    let checked = sandbox.run(&["check"]);
    assert!(checked.to_string().contains("the document has changed"), "{checked}");
    let before = exports(&sandbox);
    sandbox.succeed(&["forget", "tea-vs-coffee", "--with-corrections", "--yes"]);
    assert_snapshot!(sandbox.run(&["forget", "--undo", "tea-vs-coffee"]), @"
    exit code 0
    ---- stderr ----
    tea-vs-coffee is back; 1 correction moved (`versus check` lists them)
    ");
    ensure_sound(&sandbox.connect());
    assert_eq!(exports(&sandbox), before);
}

#[test]
fn a_document_that_comes_back_tells_of_its_own_corrections_alone() {
    let sandbox = decided();
    let page = std::fs::read_to_string(sandbox.path("pages/tea-vs-coffee.txt")).expect("a page");
    sandbox.write("pages/tea-vs-coffee.txt", page.replace("Milk softens it.", "Milk rounds it."));
    sandbox.succeed(&["import", "pages"]);
    assert!(sandbox.run(&["check"]).to_string().contains("the document has changed"));
    sandbox.succeed(&["forget", "coffee-vs-cocoa", "--yes"]);
    let back = sandbox.run(&["forget", "--undo", "coffee-vs-cocoa"]);
    assert!(back.stderr.contains("coffee-vs-cocoa is back") && !back.stderr.contains("moved"), "{back}");
}

#[test]
fn merges_and_their_undo_reach_a_document_that_is_out() {
    let sandbox = decided();
    sandbox.write(
        "m/mate-vs-rum.txt",
        "Mate vs. Rum\n\nComparison\n\nAttribute | Mate | Rum\nBirthplace | Parana | Cuba\n",
    );
    sandbox.succeed(&["import", "m"]);
    sandbox.succeed(&["conflicts", "settle", "coffee", "homeland", "--prefer", "tea-vs-coffee"]);
    let before = exports(&sandbox);
    let forget = ["forget", "tea-vs-coffee", "--with-corrections", "--yes"];
    let back = ["forget", "--undo", "tea-vs-coffee"];
    let merge = ["merge", "coffee", "--into", "rum"];
    let merge_rows = ["merge", "homeland", "--into", "birthplace", "--attribute"];
    let undo = ["merge", "--undo", "coffee"];
    let undo_rows = ["merge", "--undo", "homeland", "--attribute"];
    let orders: [&[&[&str]]; 4] = [
        &[&forget, &merge, &merge_rows, &back, &undo, &undo_rows],
        &[&merge, &merge_rows, &forget, &undo, &undo_rows, &back],
        &[&merge, &merge_rows, &forget, &back, &undo_rows, &undo],
        &[&forget, &merge, &undo, &merge_rows, &back, &undo_rows],
    ];
    for order in orders {
        for command in order {
            let ran = sandbox.run(command);
            assert_eq!(ran.code, Some(0), "{command:?} {ran}");
            let checked = sandbox.run(&["check"]);
            assert_eq!(checked.code, Some(0), "{command:?} {checked}");
        }
        ensure_sound(&sandbox.connect());
        let all = exports(&sandbox);
        for table in (0..TABLES.len()).filter(|table| TABLES[*table] != "merges") {
            assert_eq!(all[table], before[table], "{order:?}");
        }
    }
}

#[test]
fn two_rows_of_one_attribute_come_back_as_two() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "p/tea-vs-rum.txt",
        "Tea vs. Rum\n\nComparison\n\nAttribute | Tea | Rum\nOrigin | China |\nColour | green | brown\nHomeland | | Cuba\n",
    );
    sandbox.succeed(&["import", "p"]);
    sandbox.succeed(&["merge", "origin", "--into", "homeland", "--attribute"]);
    let before = exports(&sandbox);
    sandbox.succeed(&["forget", "tea-vs-rum", "--yes"]);
    sandbox.succeed(&["forget", "--undo", "tea-vs-rum"]);
    assert_eq!(exports(&sandbox), before);
    sandbox.succeed(&["merge", "--undo", "origin", "--attribute"]);
    let values = sandbox.succeed(&["export", "values"]);
    assert!(
        values.contains("tea-vs-rum,1,Origin,Tea,China") && values.contains("tea-vs-rum,3,Homeland,Rum,Cuba"),
        "{values}"
    );
    ensure_sound(&sandbox.connect());
}

fn table(left: &str, right: &str, rows: &[[&str; 3]]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| row.join(" | ")).collect();
    format!("{left} vs. {right}\n\nComparison\n\nAttribute | {left} | {right}\n{}\n", rows.join("\n"))
}

#[test]
fn one_correction_holds_a_document_and_decided_reports_do_not_hang_on_it() {
    let sandbox = Sandbox::new();
    sandbox
        .write("p/tea-vs-rum.txt", table("Tea", "Rum", &[["Origin", "China", "Cuba"], ["Colour", "green", "brown"]]));
    sandbox.succeed(&["import", "p"]);
    sandbox.succeed(&["report", "file", "tea", "colour", "--value", "black"]);
    sandbox.succeed(&["report", "decline", "1", "--because", "spam"]);
    sandbox.succeed(&["correct", "tea", "origin", "--new", "--value", "Yunnan"]);
    assert_snapshot!(sandbox.run(&["forget", "tea-vs-rum", "--yes"]), @"
    exit code 3
    ---- stderr ----
    tea-vs-rum (Tea vs. Rum): 4 values, 0 passages, what nothing else compares: `Tea`, `Rum`; on it hang 1 active correction and 0 open reports
    error: `tea-vs-rum` has 1 active correction
    hint: nothing was written; with `--with-corrections` they wait for the document and come back with it
    ");
    sandbox.succeed(&["forget", "tea-vs-rum", "--yes", "--with-corrections"]);
    let attributes = sandbox.succeed(&["attributes", "--format", "csv"]);
    assert!(!attributes.contains("Colour"), "nothing needs it any more: {attributes}");
    assert!(attributes.contains("Origin"), "the correction needs it: {attributes}");
}

#[test]
fn a_document_comes_back_under_the_name_of_its_page() {
    let sandbox = Sandbox::new();
    let rows = [["Origin", "China", "Cuba"]];
    sandbox.write("a/drinks.txt", table("Tea", "Rum", &rows));
    sandbox.write("b/drinks.txt", table("Gin", "Mate", &rows));
    sandbox.succeed(&["import", "a"]);
    sandbox.succeed(&["import", "b"]);
    sandbox.succeed(&["forget", "b-drinks", "--yes"]);
    sandbox.succeed(&["forget", "--undo", "b-drinks"]);
    sandbox.write("c/drinks.txt", table("Gin", "Mate", &[["Origin", "Chile", "Cuba"]]));
    let said = sandbox.run(&["import", "c"]).to_string();
    assert!(said.contains("updated b-drinks: 1 value changed"), "{said}");
}

#[test]
fn a_document_of_which_two_figures_became_one_stays_out() {
    let sandbox = Sandbox::new();
    let rows = [["Origin", "China", "Cuba"]];
    sandbox.write("p/tea-vs-cha.txt", table("Tea", "Cha", &rows));
    sandbox.write("p/tea-vs-rum.txt", table("Tea", "Rum", &rows));
    sandbox.write("p/cha-vs-gin.txt", table("Cha", "Gin", &rows));
    sandbox.succeed(&["import", "p"]);
    sandbox.succeed(&["forget", "tea-vs-cha", "--yes"]);
    sandbox.succeed(&["merge", "cha", "--into", "tea"]);
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["forget", "--undo", "tea-vs-cha"]), @"
    exit code 3
    ---- stderr ----
    error: `tea-vs-cha` compares two figures that are one by now: `Tea`
    hint: nothing was written; take the merge back first: `versus log Tea` tells of it
    ");
    assert_eq!(sandbox.dump(), before);
}

#[test]
fn each_time_that_a_document_was_out_has_its_own_end() {
    let sandbox = Sandbox::new();
    sandbox.write("p/tea-vs-rum.txt", table("Tea", "Rum", &[["Origin", "China", "Cuba"]]));
    sandbox.succeed(&["--now", "2026-02-01T00:00:00Z", "import", "p"]);
    for (day, editor) in [("02", "Ann"), ("04", "Bo")] {
        sandbox.succeed(&["--now", &format!("2026-02-{day}T00:00:00Z"), "forget", "tea-vs-rum", "--yes"]);
        let back = format!("2026-02-{day}T12:00:00Z");
        sandbox.succeed(&["--now", &back, "forget", "--undo", "tea-vs-rum", "--editor", editor]);
    }
    let log = sandbox.succeed(&["log", "--format", "csv"]);
    let restored: Vec<&str> =
        log.lines().filter(|line| line.contains(",restored,tea")).map(|line| &line[..25]).collect();
    assert_eq!(restored, ["2026-02-02T12:00:00Z,Ann,", "2026-02-04T12:00:00Z,Bo,r"], "{log}");
}
