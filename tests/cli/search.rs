//! `versus search`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn search_shows_the_place_and_the_words_found() {
    assert_snapshot!(Sandbox::new().run(&["--quiet", "search", "permanent revolution"]), @"
    exit code 0
    ---- stdout ----
    document   joseph-stalin-vs-leon-trotsky
    place      passage
    section    Foreign Policy
    figure     Leon Trotsky
    snippet    Trotsky, on the other hand, advocated for a policy of [permanent]
               [revolution] and internationalism. He believed…
    ");
}

#[test]
fn search_finds_summaries_values_and_passages() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["search", "roasted", "seeds", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    document,place,section,attribute,figure,snippet,status
    coffee-vs-cocoa,value,,Made from,Coffee,[Roasted] [seeds],stated
    coffee-vs-cocoa,value,,Made from,Cocoa,[Roasted] [seeds],stated
    tea-vs-coffee,value,,Made from,Coffee,[Roasted] [seeds],stated
    coffee-vs-cocoa,summary,,,Coffee; Cocoa,Coffee wakes people up and cocoa comforts them; both are made from [roasted] [seeds].,stated
    tea-vs-coffee,summary,,,Tea; Coffee,"…both brewed with hot water, but tea is made from leaves and coffee from [roasted] [seeds].",stated
    "#);
}

#[test]
fn search_takes_several_arguments_for_words_of_one_search() {
    let sandbox = Sandbox::new();
    assert_eq!(
        sandbox.succeed(&["search", "permanent", "revolution"]),
        sandbox.succeed(&["search", "permanent revolution"])
    );
}

#[test]
fn search_takes_operators_and_punctuation_for_words() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run(&["-q", "search", r#""AND( * NEAR"#, "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    document,place,section,attribute,figure,snippet,status
    ");
    assert_snapshot!(sandbox.run(&["search", r#""AND( * NEAR"#]), @r#"
    exit code 0
    ---- stderr ----
    no text holds all the words of `"AND( * NEAR`
    "#);
    for text in ["NOT", "a OR b", "text:x", "-", "\"", "\"\"\"", "^a", "{a b}:c", "a*", "'; DROP TABLE x; --", "\u{1}"]
    {
        let ran = sandbox.run(&["search", "--", text]);
        assert_eq!(ran.code, Some(0), "{text:?}\n{ran}");
    }
}

#[test]
fn search_for_nothing_says_so() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["search", ""]), @"
    exit code 0
    ---- stderr ----
    nothing to look for: `` holds no word
    ");
    assert_snapshot!(sandbox.run(&["search", "?!"]), @"
    exit code 0
    ---- stderr ----
    nothing to look for: `?!` holds no word
    ");
    assert_snapshot!(sandbox.run(&["search"]), @"
    exit code 2
    ---- stderr ----
    error: missing: `<WORDS>...`
    hint: use it as `versus search <WORDS>...`; `--help` says more
    ");
}

#[test]
fn search_that_finds_nothing_says_so() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["search", "permanent", "coffee", "--format", "json"]), @"
    exit code 0
    ---- stdout ----
    []

    ---- stderr ----
    no text holds all the words of `permanent coffee`
    ");
}

#[test]
fn search_folds_case_and_accents_both_ways() {
    let sandbox = Sandbox::new();
    sandbox.write("cafe.txt", "Café vs. Bar\n\nComparison\n\nAttributeCaféBar\nMoodCréoleLoud\n");
    sandbox.succeed(&["import", "cafe.txt"]);
    let found = sandbox.succeed(&["search", "créole", "--format", "csv"]);
    assert_snapshot!(found, @"
    document,place,section,attribute,figure,snippet,status
    cafe,value,,Mood,Café,[Créole],stated
    ");
    for words in ["creole", "CREOLE", "CRE\u{301}OLE"] {
        assert_eq!(sandbox.succeed(&["search", words, "--format", "csv"]), found, "{words}");
    }
}

#[test]
fn search_puts_the_best_hit_first_and_says_when_there_are_more() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["search", "coffee", "--limit", "2", "--format", "tsv"]), @"
    exit code 0
    ---- stdout ----
    document	place	section	attribute	figure	snippet	status
    tea-vs-coffee	summary			Tea; Coffee	Tea and [coffee] are both brewed with hot water, but tea is made from leaves and…	stated
    coffee-vs-cocoa	passage	Taste		Coffee	[Coffee] is bitter even when it is fresh.	stated

    ---- stderr ----
    there are more than 2: see all with --limit 0
    ");
}
