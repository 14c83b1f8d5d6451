//! `versus documents`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn documents_lists_the_pages_with_counts() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["documents"]), @"
    exit code 0
    ---- stdout ----
    document                      │ title              │ values │ passages │ unclear
    ──────────────────────────────┼────────────────────┼────────┼──────────┼────────
    joseph-stalin-vs-leon-trotsky │ Joseph Stalin vs.  │ 10     │ 9        │ 0
                                  │ Leon Trotsky       │        │          │
                                  │                    │        │          │
    coffee-vs-cocoa               │ Coffee vs. Cocoa   │ 8      │ 2        │ 1
                                  │                    │        │          │
    tea-vs-cocoa-vs-mate          │ Tea vs. Cocoa vs.  │ 3      │ 1        │ 2
                                  │ Mate               │        │          │
                                  │                    │        │          │
    tea-vs-coffee                 │ Tea vs. Coffee     │ 8      │ 3        │ 0
    ");
}

#[test]
fn documents_takes_a_pattern_of_slug_or_title() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["documents", "tea-", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    document,title,values,passages,unclear
    tea-vs-cocoa-vs-mate,Tea vs. Cocoa vs. Mate,3,1,2
    tea-vs-coffee,Tea vs. Coffee,8,3,0
    ");
    assert_snapshot!(sandbox.run(&["documents", "LEON TROTSKY", "--format", "markdown"]), @"
    exit code 0
    ---- stdout ----
    | document | title | values | passages | unclear |
    | --- | --- | --- | --- | --- |
    | joseph-stalin-vs-leon-trotsky | Joseph Stalin vs. Leon Trotsky | 10 | 9 | 0 |
    ");
    assert_snapshot!(sandbox.run(&["documents", "xyzzy"]), @"
    exit code 0
    ---- stderr ----
    no document found
    ");
}
