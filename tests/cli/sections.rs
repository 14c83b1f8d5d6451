//! `versus sections`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn sections_prints_the_prose_with_the_figures_it_is_about() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["sections", "--document", "tea-vs-coffee"]), @r#"
    exit code 0
    ---- stdout ----
    document      │ section │ heading │ passage │ figures     │ text
    ──────────────┼─────────┼─────────┼─────────┼─────────────┼─────────────────────
    tea-vs-coffee │ 1       │ Taste   │ 1       │ Tea         │ Tea is light and
                  │         │         │         │             │ floral, and a long
                  │         │         │         │             │ brew makes it
                  │         │         │         │             │ bitter. Milk softens
                  │         │         │         │             │ it.
                  │         │         │         │             │
    tea-vs-coffee │ 1       │ Taste   │ 2       │ Coffee      │ Coffee is dark and
                  │         │         │         │             │ sour, and a coarse
                  │         │         │         │             │ grind makes it thin.
                  │         │         │         │             │ It is said to taste
                  │         │         │         │             │ "of the roast".
                  │         │         │         │             │
    tea-vs-coffee │ 2       │ Trade   │ 1       │ Tea; Coffee │ Both tea and coffee
                  │         │         │         │             │ are sold by auction,
                  │         │         │         │             │ and both crossed the
                  │         │         │         │             │ sea in sacks and
                  │         │         │         │             │ chests.
    "#);
}

#[test]
fn sections_of_a_figure_come_from_all_its_documents() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["sections", "--figure", "coffee", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    document,section,heading,passage,figures,text,status
    coffee-vs-cocoa,1,Taste,1,Coffee,Coffee is bitter even when it is fresh.,stated
    tea-vs-coffee,1,Taste,2,Coffee,"Coffee is dark and sour, and a coarse grind makes it thin. It is said to taste ""of the roast"".",stated
    tea-vs-coffee,2,Trade,1,Tea; Coffee,"Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.",stated
    "#);
}

#[test]
fn sections_are_found_by_a_part_of_their_heading() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["sections", "--heading", "TAST", "--format", "jsonl"]), @r#"
    exit code 0
    ---- stdout ----
    {"document":"coffee-vs-cocoa","section":1,"heading":"Taste","passage":1,"figures":"Coffee","text":"Coffee is bitter even when it is fresh.","status":"stated"}
    {"document":"coffee-vs-cocoa","section":1,"heading":"Taste","passage":2,"figures":"Cocoa","text":"Cocoa is bitter until sugar is added.","status":"stated"}
    {"document":"tea-vs-coffee","section":1,"heading":"Taste","passage":1,"figures":"Tea","text":"Tea is light and floral, and a long brew makes it bitter. Milk softens it.","status":"stated"}
    {"document":"tea-vs-coffee","section":1,"heading":"Taste","passage":2,"figures":"Coffee","text":"Coffee is dark and sour, and a coarse grind makes it thin. It is said to taste \"of the roast\".","status":"stated"}
    "#);
}

#[test]
fn sections_filters_are_all_to_be_passed() {
    let sandbox = Sandbox::with_fixtures();
    let args = ["sections", "--document", "tea-vs-coffee", "--figure", "coffee", "--heading", "taste"];
    assert_snapshot!(sandbox.run(&[&args[..], &["--format", "markdown"]].concat()), @r#"
    exit code 0
    ---- stdout ----
    | document | section | heading | passage | figures | text | status |
    | --- | --- | --- | --- | --- | --- | --- |
    | tea-vs-coffee | 1 | Taste | 2 | Coffee | Coffee is dark and sour, and a coarse grind makes it thin. It is said to taste "of the roast". | stated |
    "#);
}

#[test]
fn sections_says_when_there_are_none() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["sections", "--figure", "mate", "--heading", "taste"]), @"
    exit code 0
    ---- stderr ----
    no passage found
    ");
}

#[test]
fn sections_refuses_names_that_it_does_not_know() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["sections", "--document", "tea-vs-cofee"]), @"
    exit code 1
    ---- stderr ----
    error: no document is called `tea-vs-cofee`
    hint: did you mean `tea-vs-coffee`?
    ");
    assert_snapshot!(sandbox.run(&["sections", "--document", "tea-vs"]), @"
    exit code 1
    ---- stderr ----
    error: `tea-vs` may be any of several documents
    hint: say which: `tea-vs-cocoa-vs-mate`, `tea-vs-coffee`
    ");
    assert_snapshot!(sandbox.run(&["sections", "--figure", "lenin"]), @"
    exit code 1
    ---- stderr ----
    error: no figure is called `lenin`
    hint: did you mean `Leon Trotsky`?
    ");
}
