//! `versus seed`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn seeding_twice_changes_nothing_the_second_time_and_says_so() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--db", "mine.db", "seed"]);
    let before = sandbox.read("mine.db");
    assert_snapshot!(sandbox.run(&["--db", "mine.db", "seed"]), @"
    exit code 0
    ---- stderr ----
    0 imported, 0 updated, 1 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed
    ");
    assert_eq!(sandbox.read("mine.db"), before);
}

#[test]
fn seed_creates_the_base_that_was_named() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run(&["--db", "deep/down/mine.db", "seed"]), @"
    exit code 0
    ---- stderr ----
    made the knowledge base deep/down/mine.db
    1 imported, 0 updated, 0 unchanged, 0 rejected; 5 rows stored, 0 unclear
    ");
    assert_eq!(sandbox.succeed(&["--db", "deep/down/mine.db", "export", "values"]).lines().count(), 11);
}

#[test]
fn seed_on_an_empty_home_makes_the_default_base() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run(&["seed"]), @"
    exit code 0
    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    0 imported, 0 updated, 1 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed
    ");
    assert!(sandbox.default_base().is_file());
}

fn exports(sandbox: &Sandbox) -> [String; 3] {
    ["values", "sections", "documents"].map(|table| sandbox.succeed(&["export", table]))
}

#[test]
fn seed_restores_a_shipped_document_that_was_changed() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["seed"]);
    let before = exports(&sandbox);
    let page = include_str!("../../seed/joseph-stalin-vs-leon-trotsky.txt").replace("Stalinism", "Bolshevism");
    sandbox.write("seed/joseph-stalin-vs-leon-trotsky.txt", page);
    assert_snapshot!(sandbox.run(&["import", "seed"]), @"
    exit code 0
    ---- stderr ----
    updated joseph-stalin-vs-leon-trotsky: 1 value changed
    0 imported, 1 updated, 0 unchanged, 0 rejected; 5 rows stored, 0 unclear
    ");
    assert_ne!(exports(&sandbox), before);
    assert_snapshot!(sandbox.run(&["seed"]), @"
    exit code 0
    ---- stderr ----
    0 imported, 1 updated, 0 unchanged, 0 rejected; 5 rows stored, 0 unclear
    ");
    assert_eq!(exports(&sandbox), before);
}
