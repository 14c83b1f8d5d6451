//! `versus conflicts`, settling them, and what settling does to the reading commands.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, query};

/// The fixtures, in which documents disagree on where coffee comes from, and one more that says what others say in other
/// words.
fn disagreeing() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    let page = "Coffee vs. Tea\n\nComparison\n\nAttribute | Coffee | Tea\nMade from | roasted SEEDS. | leaves\nHomeland | Ethiopia | China, Tibet\n";
    sandbox.write("new/zz-coffee-vs-tea.txt", page);
    sandbox.succeed(&["import", "new"]);
    sandbox
}

#[test]
fn documents_that_differ_are_listed_and_those_that_say_the_same_in_other_words_are_not() {
    let sandbox = disagreeing();
    assert_snapshot!(sandbox.run(&["conflicts"]), @"
    exit code 0
    ---- stdout ----
    figure │ attribute │ document            │ value        │ preferred │ difference
    ───────┼───────────┼─────────────────────┼──────────────┼───────────┼───────────
    Coffee │ Homeland  │ coffee-vs-cocoa     │ Yemen        │           │
    Coffee │ Homeland  │ tea-vs-coffee       │ Ethiopia     │           │
    Coffee │ Homeland  │ zz-coffee-vs-tea    │ Ethiopia     │           │
    Tea    │ Homeland  │ tea-vs-cocoa-vs-ma… │ China        │           │
    Tea    │ Homeland  │ tea-vs-coffee       │ China        │           │
    Tea    │ Homeland  │ zz-coffee-vs-tea    │ China, Tibet │           │
    ");
    assert_snapshot!(sandbox.run(&["conflicts", "coffee", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,attribute,document,value,preferred,difference
    Coffee,Homeland,coffee-vs-cocoa,Yemen,,
    Coffee,Homeland,tea-vs-coffee,Ethiopia,,
    Coffee,Homeland,zz-coffee-vs-tea,Ethiopia,,
    ");
    assert_snapshot!(sandbox.run(&["conflicts", "--attribute", "homeland", "--format", "jsonl"]), @r#"
    exit code 0
    ---- stdout ----
    {"figure":"Coffee","attribute":"Homeland","document":"coffee-vs-cocoa","value":"Yemen","preferred":null,"difference":null}
    {"figure":"Coffee","attribute":"Homeland","document":"tea-vs-coffee","value":"Ethiopia","preferred":null,"difference":null}
    {"figure":"Coffee","attribute":"Homeland","document":"zz-coffee-vs-tea","value":"Ethiopia","preferred":null,"difference":null}
    {"figure":"Tea","attribute":"Homeland","document":"tea-vs-cocoa-vs-mate","value":"China","preferred":null,"difference":null}
    {"figure":"Tea","attribute":"Homeland","document":"tea-vs-coffee","value":"China","preferred":null,"difference":null}
    {"figure":"Tea","attribute":"Homeland","document":"zz-coffee-vs-tea","value":"China, Tibet","preferred":null,"difference":null}
    "#);
    assert_snapshot!(sandbox.run(&["conflicts", "coffee", "--attribute", "served hot", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,attribute,document,value,preferred,difference

    ---- stderr ----
    the documents agree
    ");
}

#[test]
fn what_was_settled_is_left_out_and_comes_first_in_compare_and_show() {
    let sandbox = disagreeing();
    let args = ["conflicts", "settle", "coffee", "homeland", "--prefer", "tea-vs-coffee", "--note", "Kaffa"];
    assert_snapshot!(sandbox.run(&[&args[..], &["--editor", "Bo"]].concat()), @"
    exit code 0
    ---- stderr ----
    settled: Homeland of Coffee is what tea-vs-coffee says
    ");
    assert_snapshot!(sandbox.run(&["conflicts", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    figure,attribute,document,value,preferred,difference
    Tea,Homeland,tea-vs-cocoa-vs-mate,China,,
    Tea,Homeland,tea-vs-coffee,China,,
    Tea,Homeland,zz-coffee-vs-tea,"China, Tibet",,
    "#);
    assert_snapshot!(sandbox.run(&["conflicts", "coffee", "--all", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,attribute,document,value,preferred,difference
    Coffee,Homeland,tea-vs-coffee,Ethiopia,yes,
    Coffee,Homeland,coffee-vs-cocoa,Yemen,,
    Coffee,Homeland,zz-coffee-vs-tea,Ethiopia,,
    ");
    assert_snapshot!(sandbox.run(&["compare", "coffee", "cocoa"]), @"
    exit code 0
    ---- stdout ----
    attribute        │ Coffee                               │ Cocoa
    ─────────────────┼──────────────────────────────────────┼──────────────
    Made from        │ Roasted seeds (coffee-vs-cocoa)      │ Roasted seeds
                     │ roasted SEEDS. (zz-coffee-vs-tea)    │
                     │                                      │
    Homeland         │ Ethiopia [preferred] (tea-vs-coffee) │ The Amazon
                     │ Yemen (coffee-vs-cocoa)              │
                     │                                      │
    Served hot       │ Yes                                  │ Yes
                     │                                      │
    Sweetened        │ Sometimes                            │ Almost always
                     │                                      │
    Caffeine per cup │ About 95 mg                          │
    ");
    assert_snapshot!(sandbox.run(&["compare", "coffee", "cocoa", "--diff", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,Coffee,Cocoa
    Homeland,Ethiopia; Yemen,The Amazon
    Sweetened,Sometimes,Almost always
    ");
    let shown = sandbox.succeed(&["show", "coffee"]);
    let homelands: Vec<&str> = shown.lines().filter(|line| line.contains("Homeland  ")).collect();
    assert_snapshot!(homelands.join("\n"), @"
    Homeland         │ Ethiopia [preferred] │ tea-vs-coffee
    Homeland         │ Yemen                │ coffee-vs-cocoa
    Homeland         │ Ethiopia             │ zz-coffee-vs-tea
    ");
    assert_snapshot!(sandbox.run(&["export", "preferences"]), @"
    exit code 0
    ---- stdout ----
    figure,attribute,document,editor,note,made_at,replaced_at
    Coffee,Homeland,tea-vs-coffee,Bo,Kaffa,2026-01-02T03:04:05Z,
    ");
}

#[test]
fn settling_again_replaces_the_decision() {
    let sandbox = disagreeing();
    sandbox.succeed(&["conflicts", "settle", "coffee", "homeland", "--prefer", "tea-vs-coffee", "--editor", "Bo"]);
    sandbox.succeed(&["conflicts", "settle", "coffee", "homeland", "--prefer", "coffee-vs-cocoa", "--editor", "Al"]);
    assert_snapshot!(sandbox.run(&["export", "preferences"]), @"
    exit code 0
    ---- stdout ----
    figure,attribute,document,editor,note,made_at,replaced_at
    Coffee,Homeland,tea-vs-coffee,Bo,,2026-01-02T03:04:05Z,2026-01-02T03:04:05Z
    Coffee,Homeland,coffee-vs-cocoa,Al,,2026-01-02T03:04:05Z,
    ");
    assert!(sandbox.succeed(&["compare", "coffee", "cocoa", "--format", "csv"]).contains("Homeland,Yemen; Ethiopia,"));
}

#[test]
fn a_decision_was_replaced_when_it_was_and_not_later() {
    let sandbox = disagreeing();
    for (day, document) in [("01", "tea-vs-coffee"), ("02", "coffee-vs-cocoa"), ("03", "tea-vs-coffee")] {
        let now = format!("2026-02-{day}T12:00:00Z");
        sandbox.succeed(&["--now", &now, "conflicts", "settle", "coffee", "homeland", "--prefer", document]);
    }
    let replaced: Vec<String> =
        query(&sandbox.connect(), "SELECT coalesce(replaced_at, '') FROM preferences ORDER BY id");
    assert_eq!(replaced, ["2026-02-02T12:00:00Z", "2026-02-03T12:00:00Z", ""]);
}

#[test]
fn of_two_rows_that_are_one_a_decision_is_on_that_of_its_figure() {
    let sandbox = Sandbox::new();
    let page = |left: &str, rows: &str| format!("{left} vs. Rum\n\nComparison\n\nAttribute | {left} | Rum\n{rows}\n");
    // The first row says something of the other figure alone.
    sandbox.write("p/ale-vs-rum.txt", page("Ale", "Origin | Sumer | \nHome |  | Cuba\nTaste | bitter | sweet"));
    sandbox.write("p/gin-vs-rum.txt", page("Gin", "Home | Holland | Haiti\nTaste | dry | sweet"));
    sandbox.succeed(&["import", "p"]);
    sandbox.succeed(&["merge", "origin", "--into", "home", "--attribute"]);
    sandbox.succeed(&["conflicts", "settle", "rum", "home", "--prefer", "ale-vs-rum"]);
    sandbox.succeed(&["merge", "--undo", "origin", "--attribute"]);
    let preferred = sandbox.succeed(&["export", "preferences"]);
    assert!(preferred.contains("\nRum,Home,ale-vs-rum,"), "{preferred}");
}

#[test]
fn a_document_that_says_nothing_cannot_be_preferred() {
    let sandbox = disagreeing();
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["conflicts", "settle", "coffee", "homeland", "--prefer", "mate"]), @"
    exit code 3
    ---- stderr ----
    error: `tea-vs-cocoa-vs-mate` gives `Coffee` no `Homeland`
    hint: nothing was written; these do: `coffee-vs-cocoa`, `tea-vs-coffee`, `zz-coffee-vs-tea`
    ");
    assert_snapshot!(sandbox.run(&["conflicts", "settle", "coffee", "foreign policy", "--prefer", "mate"]), @"
    exit code 3
    ---- stderr ----
    error: `tea-vs-cocoa-vs-mate` gives `Coffee` no `Foreign policy`
    hint: nothing was written; no document does
    ");
    assert_eq!(sandbox.dump(), before);
}

#[test]
fn a_conflict_comes_back_when_the_preferred_document_no_longer_states_a_value() {
    let sandbox = disagreeing();
    sandbox.succeed(&["conflicts", "settle", "tea", "homeland", "--prefer", "zz"]);
    assert!(!sandbox.succeed(&["conflicts", "tea", "--format", "csv"]).contains("Homeland"));
    sandbox.succeed(&["conflicts", "settle", "coffee", "homeland", "--prefer", "zz"]);
    sandbox.write(
        "new/zz-coffee-vs-tea.txt",
        "Coffee vs. Tea\n\nComparison\n\nAttribute | Coffee | Tea\nMade from | beans | leaves\n",
    );
    sandbox.succeed(&["import", "new"]);
    let conflicts = sandbox.succeed(&["conflicts", "coffee", "--attribute", "homeland", "--format", "csv"]);
    assert_snapshot!(conflicts, @"
    figure,attribute,document,value,preferred,difference
    Coffee,Homeland,coffee-vs-cocoa,Yemen,,
    Coffee,Homeland,tea-vs-coffee,Ethiopia,,
    ");
}

#[test]
fn conflicts_read_corrected_texts() {
    let sandbox = disagreeing();
    sandbox
        .connect()
        .execute_batch(
            "INSERT INTO corrections (target, document_id, figure_id, attribute_id, base_text, new_text, editor, made_at)
             SELECT 'value', document_id, figure_id, attribute_id, stated, 'Ethiopia', 'Bo', '2026-02-03T04:05:06Z'
             FROM current_values WHERE document = 'coffee-vs-cocoa' AND figure = 'Coffee' AND attribute = 'Homeland';",
        )
        .expect("a correction");
    assert!(!sandbox.succeed(&["conflicts", "coffee", "--format", "csv"]).contains("Homeland"));
}
