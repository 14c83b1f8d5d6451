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
    hint: say which: `tea-vs-coffee`, `tea-vs-cocoa-vs-mate`
    ");
    assert_snapshot!(sandbox.run(&["sections", "--figure", "lenin"]), @"
    exit code 1
    ---- stderr ----
    error: no figure is called `lenin`
    hint: did you mean `Leon Trotsky`?
    ");
}

/// Returns the passages of a JSON list, as document, section and passage, with the names of their figures.
fn passages(json: &str) -> Vec<(String, Vec<String>)> {
    let list: Vec<serde_json::Value> = serde_json::from_str(json).expect("a list of objects");
    let text = |passage: &serde_json::Value, key: &str| {
        let value = &passage[key];
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    };
    let place =
        |passage: &serde_json::Value| ["document", "section", "passage"].map(|key| text(passage, key)).join(" ");
    let figures = |passage: &serde_json::Value| -> Vec<String> {
        text(passage, "figures").split("; ").filter(|figure| !figure.is_empty()).map(str::to_owned).collect()
    };
    list.iter().map(|passage| (place(passage), figures(passage))).collect()
}

#[test]
fn the_passages_of_a_figure_are_those_that_the_export_has_it_in() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write(
        "pages/rome-vs-athens.md",
        "# Rome vs Athens\n\n| Aspect | Rome | Athens |\n|---|---|---|\n| River | Tiber | Kifisos |\n\n\
         ## Rome\n\nIt lies on seven hills.\n\nThe Tiber floods. Athens has no Tiber, and Rome no sea.\n\n\
         ## What is Athens known for?\n\nThe Acropolis.\n\n## Food\n\nBread. Rome has pasta.\n\nOlives.\n",
    );
    sandbox.run(&["import", "pages/rome-vs-athens.md"]);
    let exported = passages(&sandbox.succeed(&["export", "sections", "--format", "json"]));
    let of = |document: &str, figure: &str| {
        let of = exported
            .iter()
            .filter(|(place, figures)| place.starts_with(document) && figures.contains(&figure.to_owned()));
        of.map(|(place, _)| place.trim_start_matches(document).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("rome-vs-athens ", "Rome"), ["1 1", "1 2", "3 1"]);
    assert_eq!(of("rome-vs-athens ", "Athens"), ["1 2", "2 1"]);
    let figures = sandbox.succeed(&["figures", "--format", "json"]);
    let figures: Vec<serde_json::Value> = serde_json::from_str(&figures).expect("a list of objects");
    for figure in figures.iter().filter_map(|figure| figure["figure"].as_str()) {
        let shown = sandbox.succeed(&["sections", "--figure", figure, "--format", "json"]);
        let mut shown: Vec<String> = passages(&shown).into_iter().map(|(place, _)| place).collect();
        let of = exported.iter().filter(|(_, figures)| figures.iter().any(|about| about == figure));
        let mut expected: Vec<String> = of.map(|(place, _)| place.clone()).collect();
        shown.sort();
        expected.sort();
        assert_eq!(shown, expected, "{figure}");
    }
}
