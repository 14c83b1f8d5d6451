//! `versus alias`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn a_figure_is_found_and_listed_by_its_alias() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["alias", "add", "Joseph Stalin", "Koba the  Dread"]), @r#"
    exit code 0
    ---- stderr ----
    "Joseph Stalin" is "Koba the Dread" too
    "#);
    sandbox.succeed(&["alias", "add", "made from", "Ingredients", "--attribute"]);
    assert_snapshot!(sandbox.run(&["alias", "list"]), @"
    exit code 0
    ---- stdout ----
    kind      │ name          │ alias
    ──────────┼───────────────┼───────────────
    figure    │ Joseph Stalin │ Koba the Dread
    attribute │ Made from     │ Ingredients
    ");
    assert_snapshot!(sandbox.run(&["alias", "list", "DREAD", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    kind,name,alias
    figure,Joseph Stalin,Koba the Dread
    ");
    assert_snapshot!(sandbox.run(&["alias", "list", "--attribute", "--format", "jsonl"]), @r#"
    exit code 0
    ---- stdout ----
    {"kind":"attribute","name":"Made from","alias":"Ingredients"}
    "#);
    assert_snapshot!(sandbox.run(&["alias", "list", "nobody", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    kind,name,alias

    ---- stderr ----
    no alias found
    ");
    assert_eq!(sandbox.succeed(&["alias", "list", "--format", "csv"]), sandbox.succeed(&["export", "aliases"]));
    for name in ["koba the dread", "dread", "stalin"] {
        assert!(sandbox.succeed(&["show", name]).starts_with("Joseph Stalin\n"), "{name}");
    }
    assert!(sandbox.succeed(&["figures", "koba", "--format", "csv"]).contains("Joseph Stalin,Koba the Dread,1,5"));
}

#[test]
fn a_name_that_another_goes_by_is_refused_with_the_merge_that_would_do_it() {
    let sandbox = Sandbox::with_fixtures();
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["alias", "add", "tea", "COFFEE"]), @"
    exit code 3
    ---- stderr ----
    error: `Coffee` is a figure of its own
    hint: if the two are one figure, run `versus merge Coffee --into Tea`; nothing was written
    ");
    assert_snapshot!(sandbox.run(&["alias", "add", "homeland", "Served hot", "--attribute"]), @r#"
    exit code 3
    ---- stderr ----
    error: `Served hot` is an attribute of its own
    hint: if the two are one attribute, run `versus merge "Served hot" --into Homeland --attribute`; nothing was written
    "#);
    assert_snapshot!(sandbox.run(&["alias", "add", "tea", "  "]), @"
    exit code 2
    ---- stderr ----
    error: the alias is empty
    hint: give a name with a letter or another character in it
    ");
    assert_eq!(sandbox.dump(), before);
    sandbox.succeed(&["alias", "add", "tea", "Cha"]);
    assert_snapshot!(sandbox.run(&["alias", "add", "coffee", "cha"]), @"
    exit code 3
    ---- stderr ----
    error: `cha` is an alias of `Tea`
    hint: if the two are one figure, run `versus merge Tea --into Coffee`; nothing was written
    ");
    // What it is called already stays.
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["alias", "add", "tea", "CHA"]), @"
    exit code 0
    ---- stderr ----
    Tea is CHA already
    ");
    assert_snapshot!(sandbox.run(&["alias", "add", "tea", "tea"]), @"
    exit code 0
    ---- stderr ----
    Tea is tea already
    ");
    assert_eq!(sandbox.dump(), before);
}

#[test]
fn a_name_that_finds_another_is_given_away_only_with_force() {
    let sandbox = Sandbox::with_fixtures();
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["alias", "add", "trotsky", "Stalin"]), @r#"
    exit code 3
    ---- stderr ----
    error: `Stalin` finds `Joseph Stalin` now
    hint: nothing was written; with `--force` it finds `Leon Trotsky` from then on
    "#);
    assert_snapshot!(sandbox.run(&["alias", "add", "homeland", "Hot", "--attribute"]), @r#"
    exit code 3
    ---- stderr ----
    error: `Hot` finds `Served hot` now
    hint: nothing was written; with `--force` it finds `Homeland` from then on
    "#);
    assert_eq!(sandbox.dump(), before);
    // What finds the very figure, nothing, or several takes nothing from anybody.
    sandbox.succeed(&["alias", "add", "stalin", "joseph"]);
    sandbox.succeed(&["alias", "add", "tea", "Green Tea"]);
    sandbox.succeed(&["alias", "add", "coffee", "Green Coffee"]);
    sandbox.succeed(&["alias", "add", "tea", "green"]);
    assert_eq!(sandbox.run(&["alias", "add", "trotsky", "Stalin", "--force"]).code, Some(0));
    assert!(sandbox.succeed(&["show", "stalin"]).starts_with("Leon Trotsky\n"));
    // A whole name stays its owner's.
    assert_eq!(sandbox.run(&["alias", "add", "tea", "coffee", "--force"]).code, Some(3));
}

#[test]
fn an_alias_taken_away_is_no_longer_found() {
    let sandbox = Sandbox::with_fixtures();
    let before = sandbox.standing();
    sandbox.succeed(&["alias", "add", "tea", "Green Cha"]);
    sandbox.succeed(&["alias", "add", "homeland", "Origin", "--attribute"]);
    assert_snapshot!(sandbox.run(&["alias", "remove", "Cha"]), @"
    exit code 3
    ---- stderr ----
    error: no figure has the alias `Cha`
    hint: run `versus alias list` to see them all
    ");
    assert_snapshot!(sandbox.run(&["alias", "remove", "tea"]), @"
    exit code 3
    ---- stderr ----
    error: `Tea` is the figure's own name
    hint: only further names can be taken away; `versus alias list` shows them
    ");
    assert_snapshot!(sandbox.run(&["alias", "remove", "green cha"]), @r#"
    exit code 0
    ---- stderr ----
    Tea is no longer "Green Cha"
    "#);
    sandbox.succeed(&["alias", "remove", "origin", "--attribute"]);
    assert_eq!(sandbox.run(&["show", "cha"]).code, Some(1));
    assert_eq!(sandbox.standing(), before);
}

#[test]
fn later_imports_follow_aliases() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["alias", "add", "tea", "Cha"]);
    sandbox.succeed(&["alias", "add", "homeland", "Origin", "--attribute"]);
    sandbox
        .write("new/cha-vs-beer.txt", "Cha vs. Beer\n\nComparison\n\nAttribute | CHA | Beer\nOrigin | India | Sumer\n");
    sandbox.succeed(&["import", "new"]);
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains("cha-vs-beer,1,Homeland,Tea,India,stated,\n"), "{values}");
    assert!(!sandbox.succeed(&["figures", "--format", "csv"]).contains("\nCha,"));
}

#[test]
fn an_unclear_row_is_not_settled_as_what_the_document_has_under_another_name() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["alias", "add", "homeland", "Latin name", "--attribute"]);
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["review", "settle", "1", "--pick", "1"]), @"
    exit code 3
    ---- stderr ----
    error: the document has values for `Latin name` already
    hint: nothing was written
    ");
    assert_eq!(sandbox.dump(), before);
}

#[test]
fn a_page_that_compares_a_figure_with_its_own_alias_is_rejected() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["alias", "add", "tea", "Cha"]);
    let before = sandbox.dump();
    sandbox
        .write("new/cha-vs-tea.txt", "Cha vs. Tea\n\nComparison\n\nAttribute | Cha | Tea\nHomeland | India | China\n");
    assert_snapshot!(sandbox.run(&["import", "new"]), @"
    exit code 1
    ---- stderr ----
    new/cha-vs-tea.txt:1: two of its figures are one in this base: `Tea`
    0 imported, 0 updated, 0 unchanged, 1 rejected; 0 rows stored, 0 unclear; nothing changed
    error: 1 of 1 page rejected
    ");
    assert_eq!(sandbox.dump(), before);
}
