//! `versus attributes`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn attributes_lists_what_figures_are_compared_by() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["attributes"]), @"
    exit code 0
    ---- stdout ----
    attribute                  │ aliases │ documents │ values
    ───────────────────────────┼─────────┼───────────┼───────
    Caffeine per cup           │         │ 1         │ 2
    Economic policies          │         │ 1         │ 2
    Foreign policy             │         │ 1         │ 2
    Homeland                   │         │ 3         │ 7
    Leadership style           │         │ 1         │ 2
    Made from                  │         │ 2         │ 4
    Political ideology         │         │ 1         │ 2
    Role in Russian Revolution │         │ 1         │ 2
    Served hot                 │         │ 2         │ 4
    Sweetened                  │         │ 1         │ 2
    ");
}

#[test]
fn attributes_takes_a_pattern() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["attributes", "polic", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,aliases,documents,values
    Economic policies,,1,2
    Foreign policy,,1,2
    ");
    assert_snapshot!(sandbox.run(&["attributes", "xyzzy", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,aliases,documents,values

    ---- stderr ----
    no attribute found
    ");
}
