//! `versus compare`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn compare_prints_the_shipped_table_as_csv() {
    assert_snapshot!(Sandbox::new().run(&["compare", "stalin", "trotsky", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    attribute,Joseph Stalin,Leon Trotsky
    Role in Russian Revolution,Key figure in Bolshevik Revolution,Also played a significant role in the revolution
    Political ideology,"Communism, Stalinism","Trotskyism, Marxism"
    Leadership style,"Authoritarian, centralized control","More democratic, decentralized control"
    Foreign policy,Focused on expanding Soviet influence,Advocated for worldwide revolution
    Economic policies,"Implemented Five-Year Plans, collectivization",Advocated for rapid industrialization

    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    "#);
}

#[test]
fn compare_fits_its_table_to_the_width_and_ends_with_the_notice_and_how_to_report() {
    assert_snapshot!(Sandbox::new().run(&["--quiet", "compare", "Joseph Stalin", "Leon Trotsky"]), @"
    exit code 0
    ---- stdout ----
    attribute                 │ Joseph Stalin             │ Leon Trotsky
    ──────────────────────────┼───────────────────────────┼─────────────────────────
    Role in Russian           │ Key figure in Bolshevik   │ Also played a
    Revolution                │ Revolution                │ significant role in the
                              │                           │ revolution
                              │                           │
    Political ideology        │ Communism, Stalinism      │ Trotskyism, Marxism
                              │                           │
    Leadership style          │ Authoritarian,            │ More democratic,
                              │ centralized control       │ decentralized control
                              │                           │
    Foreign policy            │ Focused on expanding      │ Advocated for worldwide
                              │ Soviet influence          │ revolution
                              │                           │
    Economic policies         │ Implemented Five-Year     │ Advocated for rapid
                              │ Plans, collectivization   │ industrialization
    ");
}

#[test]
fn compare_is_readable_at_60_columns() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run_with("COLUMNS", "60", &["--quiet", "compare", "trotsky", "stalin"]);
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 60 || line.starts_with("  versus ")), "{ran}");
    assert_snapshot!(ran, @"
    exit code 0
    ---- stdout ----
    attribute          │ Leon Trotsky       │ Joseph Stalin
    ───────────────────┼────────────────────┼───────────────────
    Role in Russian    │ Also played a      │ Key figure in
    Revolution         │ significant role   │ Bolshevik
                       │ in the revolution  │ Revolution
                       │                    │
    Political ideology │ Trotskyism,        │ Communism,
                       │ Marxism            │ Stalinism
                       │                    │
    Leadership style   │ More democratic,   │ Authoritarian,
                       │ decentralized      │ centralized
                       │ control            │ control
                       │                    │
    Foreign policy     │ Advocated for      │ Focused on
                       │ worldwide          │ expanding Soviet
                       │ revolution         │ influence
                       │                    │
    Economic policies  │ Advocated for      │ Implemented
                       │ rapid              │ Five-Year Plans,
                       │ industrialization  │ collectivization
    ");
}

#[test]
fn compare_shows_each_value_with_its_document_where_documents_differ() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["compare", "tea", "coffee"]), @"
    exit code 0
    ---- stdout ----
    attribute        │ Tea         │ Coffee
    ─────────────────┼─────────────┼─────────────────────────
    Homeland         │ China       │ Yemen (coffee-vs-cocoa)
                     │             │ Ethiopia (tea-vs-coffee)
                     │             │
    Made from        │ Leaves      │ Roasted seeds
                     │             │
    Caffeine per cup │ About 40 mg │ About 95 mg
                     │             │
    Served hot       │ Yes         │ Yes
                     │             │
    Sweetened        │             │ Sometimes
    ");
}

#[test]
fn compare_puts_the_attributes_that_all_figures_have_first() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["compare", "coffee", "cocoa", "mate"]), @"
    exit code 0
    ---- stdout ----
    attribute        │ Coffee                   │ Cocoa         │ Mate
    ─────────────────┼──────────────────────────┼───────────────┼─────────
    Homeland         │ Yemen (coffee-vs-cocoa)  │ The Amazon    │ Paraguay
                     │ Ethiopia (tea-vs-coffee) │               │
                     │                          │               │
    Made from        │ Roasted seeds            │ Roasted seeds │
                     │                          │               │
    Served hot       │ Yes                      │ Yes           │
                     │                          │               │
    Sweetened        │ Sometimes                │ Almost always │
                     │                          │               │
    Caffeine per cup │ About 95 mg              │               │
    ");
}

#[test]
fn compare_in_csv_joins_the_different_values_of_a_figure() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["compare", "tea", "coffee", "cocoa", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,Tea,Coffee,Cocoa
    Homeland,China,Yemen; Ethiopia,The Amazon
    Made from,Leaves,Roasted seeds,Roasted seeds
    Served hot,Yes,Yes,Yes
    Caffeine per cup,About 40 mg,About 95 mg,
    Sweetened,,Sometimes,Almost always
    ");
}

#[test]
fn compare_diff_leaves_out_what_is_the_same_or_missing() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["compare", "tea", "coffee", "cocoa", "--diff", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,Tea,Coffee,Cocoa
    Homeland,China,Yemen; Ethiopia,The Amazon
    Made from,Leaves,Roasted seeds,Roasted seeds
    ");
}

#[test]
fn compare_same_keeps_what_all_figures_share_in_all_documents() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["compare", "tea", "coffee", "cocoa", "--same", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,Tea,Coffee,Cocoa
    Served hot,Yes,Yes,Yes
    ");
}

#[test]
fn what_compare_calls_the_same_is_no_conflict() {
    let sandbox = Sandbox::new();
    let pages = [
        ("tea-vs-milk", "Tea vs. Milk", ["Green, black", "1,000", "Hot!", "2.5"]),
        ("tea-vs-mate", "Tea vs. Mate", ["black; green", "1000", "hot", "25"]),
    ];
    for (slug, title, [kinds, price, served, strength]) in pages {
        let figures = title.replace(" vs. ", " | ");
        let page = format!(
            "{title}\n\nComparison\n\nAttribute | {figures}\nKinds | {kinds} | {kinds}\nPrice | {price} | {price}\n\
             Served | {served} | {served}\nStrength | {strength} | {strength}\n"
        );
        sandbox.write(&format!("pages/{slug}.txt"), page);
    }
    sandbox.succeed(&["import", "pages"]);
    assert_snapshot!(sandbox.run(&["compare", "tea", "milk", "--same", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    attribute,Tea,Milk
    Kinds,"black; green; Green, black","Green, black"
    Price,"1000; 1,000","1,000"
    Served,hot; Hot!,Hot!
    "#);
    assert_snapshot!(sandbox.run(&["compare", "tea", "milk", "--diff", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,Tea,Milk
    Strength,25; 2.5,2.5
    ");
    assert_snapshot!(sandbox.run(&["conflicts", "tea", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,attribute,document,value,preferred,difference
    Tea,Strength,tea-vs-mate,25,,
    Tea,Strength,tea-vs-milk,2.5,,-22.5 (-90%)

    ---- stderr ----
    1 cell begins like a formula, which a spreadsheet may run: for one, use `versus export TABLE --spreadsheet`
    ");
}

#[test]
fn compare_missing_keeps_what_some_figure_lacks() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["compare", "tea", "coffee", "cocoa", "--missing", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,Tea,Coffee,Cocoa
    Caffeine per cup,About 40 mg,About 95 mg,
    Sweetened,,Sometimes,Almost always
    ");
}

#[test]
fn compare_with_several_filters_keeps_what_passes_any() {
    let sandbox = Sandbox::with_fixtures();
    let all = sandbox.succeed(&["compare", "tea", "coffee", "cocoa", "--format", "csv"]);
    let every = ["compare", "tea", "coffee", "cocoa", "--format", "csv", "--diff", "--same", "--missing"];
    assert_eq!(sandbox.succeed(&every), all);
}

#[test]
fn compare_says_when_no_attribute_passes() {
    assert_snapshot!(Sandbox::new().run(&["-q", "compare", "stalin", "trotsky", "--same"]), @"exit code 0");
    assert_snapshot!(Sandbox::with_fixtures().run(&["compare", "stalin", "trotsky", "--same", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,Joseph Stalin,Leon Trotsky

    ---- stderr ----
    nothing is the same
    ");
}

#[test]
fn compare_of_figures_that_share_no_document_shows_what_each_has() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["compare", "stalin", "mate", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    attribute,Joseph Stalin,Mate
    Role in Russian Revolution,Key figure in Bolshevik Revolution,
    Political ideology,"Communism, Stalinism",
    Leadership style,"Authoritarian, centralized control",
    Foreign policy,Focused on expanding Soviet influence,
    Economic policies,"Implemented Five-Year Plans, collectivization",
    Homeland,,Paraguay
    "#);
}

#[test]
fn compare_sections_adds_the_prose_by_heading() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["compare", "tea", "coffee", "--sections"]), @r#"
    exit code 0
    ---- stdout ----
    attribute        │ Tea         │ Coffee
    ─────────────────┼─────────────┼─────────────────────────
    Homeland         │ China       │ Yemen (coffee-vs-cocoa)
                     │             │ Ethiopia (tea-vs-coffee)
                     │             │
    Made from        │ Leaves      │ Roasted seeds
                     │             │
    Caffeine per cup │ About 40 mg │ About 95 mg
                     │             │
    Served hot       │ Yes         │ Yes
                     │             │
    Sweetened        │             │ Sometimes

    section │ Tea                                │ Coffee
    ────────┼────────────────────────────────────┼──────────────────────────────────
    Taste   │ Tea is light and floral, and a     │ Coffee is bitter even when it is
            │ long brew makes it bitter. Milk    │ fresh.
            │ softens it.                        │ Coffee is dark and sour, and a
            │                                    │ coarse grind makes it thin. It is
            │                                    │ said to taste "of the roast".
            │                                    │
    Trade   │ Both tea and coffee are sold by    │ Both tea and coffee are sold by
            │ auction, and both crossed the sea  │ auction, and both crossed the sea
            │ in sacks and chests.               │ in sacks and chests.
    "#);
}

#[test]
fn compare_sections_in_json_tells_attributes_from_sections() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["compare", "coffee", "cocoa", "--sections", "--format", "json"]), @r#"
    exit code 0
    ---- stdout ----
    [
    {"attribute":"Made from","Coffee":"Roasted seeds","Cocoa":"Roasted seeds","kind":"attribute"},
    {"attribute":"Homeland","Coffee":"Yemen; Ethiopia","Cocoa":"The Amazon","kind":"attribute"},
    {"attribute":"Served hot","Coffee":"Yes","Cocoa":"Yes","kind":"attribute"},
    {"attribute":"Sweetened","Coffee":"Sometimes","Cocoa":"Almost always","kind":"attribute"},
    {"attribute":"Caffeine per cup","Coffee":"About 95 mg","Cocoa":null,"kind":"attribute"},
    {"attribute":"Taste","Coffee":"Coffee is bitter even when it is fresh.\nCoffee is dark and sour, and a coarse grind makes it thin. It is said to taste \"of the roast\".","Cocoa":"Cocoa is bitter until sugar is added.","kind":"section"},
    {"attribute":"Trade","Coffee":"Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.","Cocoa":null,"kind":"section"}
    ]
    "#);
}

#[test]
fn compare_takes_an_unknown_name_for_an_error_with_the_nearest_names() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["compare", "stalin", "trotzky"]), @"
    exit code 1
    ---- stderr ----
    error: no figure is called `trotzky`
    hint: did you mean `Leon Trotsky`?
    ");
}

#[test]
fn compare_needs_two_different_figures() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["compare", "stalin"]), @"
    exit code 2
    ---- stderr ----
    error: `Joseph Stalin` alone is nothing to compare
    hint: name two figures or more: `versus figures` lists them
    ");
    assert_snapshot!(sandbox.run(&["compare", "stalin", "JOSEPH STALIN"]), @"
    exit code 2
    ---- stderr ----
    error: `Joseph Stalin` is named twice
    hint: name two figures or more: `versus figures` lists them
    ");
}
