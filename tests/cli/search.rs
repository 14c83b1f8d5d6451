//! `versus search`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn search_shows_the_place_and_the_words_found() {
    assert_snapshot!(Sandbox::new().run(&["--quiet", "search", "permanent revolution"]), @"
    exit code 0
    ---- stdout ----
    place                                   │ snippet
    ────────────────────────────────────────┼───────────────────────────────────────
    Foreign Policy, Leon Trotsky,           │ Trotsky, on the other hand, advocated
    joseph-stalin-vs-leon-trotsky           │ for a policy of [permanent]
                                            │ [revolution] and internationalism. He
                                            │ believed…
    ");
}

#[test]
fn search_finds_summaries_values_and_passages() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["search", "roasted", "seeds", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    document,place,section,attribute,figure,snippet,status,match
    coffee-vs-cocoa,value,,Made from,Coffee,[Roasted] [seeds],stated,words
    coffee-vs-cocoa,value,,Made from,Cocoa,[Roasted] [seeds],stated,words
    tea-vs-coffee,value,,Made from,Coffee,[Roasted] [seeds],stated,words
    coffee-vs-cocoa,summary,,,Coffee; Cocoa,Coffee wakes people up and cocoa comforts them; both are made from [roasted] [seeds].,stated,words
    tea-vs-coffee,summary,,,Tea; Coffee,"…both brewed with hot water, but tea is made from leaves and coffee from [roasted] [seeds].",stated,words
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
    document,place,section,attribute,figure,snippet,status,match
    ");
    assert_snapshot!(sandbox.run(&["search", r#""AND( * NEAR"#]), @r#"
    exit code 0
    ---- stderr ----
    no text holds all the words of `"AND( * NEAR`; near: year, years
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
    document,place,section,attribute,figure,snippet,status,match
    cafe,value,,Mood,Café,[Créole],stated,words
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
    document	place	section	attribute	figure	snippet	status	match
    	figure			Coffee	[Coffee]		name
    tea-vs-coffee	summary			Tea; Coffee	Tea and [coffee] are both brewed with hot water, but tea is made from leaves and…	stated	words

    ---- stderr ----
    there are more than 2: see all with --limit 0
    ");
}

/// Returns the hits of a search: what was found, where, and how.
fn hits(sandbox: &Sandbox, words: &[&str]) -> String {
    let found = sandbox.succeed(&[&["-q", "search", "--format", "csv", "--"], words].concat());
    found.lines().skip(1).flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn search_finds_what_has_the_words_in_its_name() {
    let sandbox = Sandbox::new();
    assert_snapshot!(hits(&sandbox, &["political ideology"]), @"
    ,attribute,,Political ideology,,[Political] [ideology],,name
    ");
    assert_snapshot!(hits(&sandbox, &["IDEOLOGY", "political"]), @"
    ,attribute,,Political ideology,,[Political] [ideology],,name
    ");
    assert_snapshot!(hits(&sandbox, &["background"]), @"
    joseph-stalin-vs-leon-trotsky,section,Background,,,[Background],,name
    ");
    assert_snapshot!(hits(&sandbox, &["joseph"]).lines().next().unwrap_or_default(), @",figure,,,Joseph Stalin,[Joseph] Stalin,,name");
    sandbox.succeed(&["alias", "add", "stalin", "Koba the Dread"]);
    assert_snapshot!(hits(&sandbox, &["koba"]), @"
    ,figure,,,Joseph Stalin,Joseph Stalin (also [Koba] the Dread),,name
    ");
}

#[test]
fn search_finds_what_is_only_a_beginning_where_whole_words_are_few() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(hits(&sandbox, &["caff"]), @"
    ,attribute,,Caffeine per cup,,[Caffeine] per cup,,beginning
    ");
    assert_snapshot!(hits(&sandbox, &["roasted se"]), @r#"
    coffee-vs-cocoa,value,,Made from,Coffee,[Roasted] [seeds],stated,beginning
    coffee-vs-cocoa,value,,Made from,Cocoa,[Roasted] [seeds],stated,beginning
    tea-vs-coffee,value,,Made from,Coffee,[Roasted] [seeds],stated,beginning
    coffee-vs-cocoa,summary,,,Coffee; Cocoa,Coffee wakes people up and cocoa comforts them; both are made from [roasted] [seeds].,stated,beginning
    tea-vs-coffee,summary,,,Tea; Coffee,"…both brewed with hot water, but tea is made from leaves and coffee from [roasted] [seeds].",stated,beginning
    "#);
    assert_eq!(hits(&sandbox, &["roast* se*"]), hits(&sandbox, &["roast", "se"]));
    let whole_first = hits(&sandbox, &["roast"]);
    let matches: Vec<&str> = whole_first.lines().filter_map(|line| line.rsplit(',').next()).collect();
    assert_eq!(matches, ["words", "beginning", "beginning", "beginning", "beginning", "beginning"]);
    assert_eq!(sandbox.succeed(&["-q", "search", "roast", "--limit", "1", "--format", "csv"]).lines().count(), 2);
    assert!(sandbox.succeed(&["search", "roasted se"]).contains("[beginning]"));
    assert!(!sandbox.succeed(&["search", "roasted seeds"]).contains("[beginning]"));
}

#[test]
fn search_that_finds_nothing_names_words_that_come_near() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["figures"]);
    for (words, near) in [
        ("revolutoin", "; near: revolution"),
        ("permanant", "; near: permanent"),
        ("idealogy", "; near: ideology"),
        ("Trotzky", "; near: trotsky, trotskyism"),
        ("xqzzq", ""),
        ("permanent stalinism", ""),
    ] {
        let ran = sandbox.run(&["search", words]);
        assert_eq!(ran.stderr.trim_end(), format!("no text holds all the words of `{words}`{near}"), "{ran}");
        assert_eq!((ran.code, &*ran.stdout), (Some(0), ""), "{ran}");
        assert_eq!(sandbox.run(&["-q", "search", words]).stderr, "");
    }
    sandbox.succeed(&[
        "correct",
        "trotsky",
        "political ideology",
        "--value",
        "Marxism",
        "--note",
        "x",
        "--editor",
        "Bo",
    ]);
    let ran = sandbox.run(&["search", "trotskyizm"]);
    assert!(!ran.stderr.contains("trotskyism"), "a word that no text has any more: {ran}");
}

#[test]
fn search_takes_ten_kinds_of_input() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("c.txt", "C++ vs. Ünïcode\n\nComparison\n\nAttributeC++Ünïcode\nMoodLoudStraße\n");
    sandbox.succeed(&["import", "c.txt", "-q"]);
    // The first hit, and how many there are.
    for (words, first, count) in [
        ("c++", ",figure,,,C++,[C]++,,name", 1),
        ("unicode", ",figure,,,Ünïcode,[Ünïcode],,name", 1),
        ("made-from", ",attribute,,Made from,,[Made] [from],,name", 3),
        ("from made", ",attribute,,Made from,,[Made] [from],,name", 3),
        ("tas", "coffee-vs-cocoa,section,Taste,,,[Taste],,beginning", 3),
        ("aste", "", 0),
        ("made fr0m", "", 0),
        ("hot NOT served", "", 0),
        (
            "tea\u{0}coffee\u{7f}\u{200b}",
            "tea-vs-coffee,summary,,,Tea; Coffee,[Tea] and [coffee] are both brewed with hot water, but [tea] is made from leaves and…\",stated,words",
            2,
        ),
        ("🎉", "", 0),
    ] {
        let found = hits(&sandbox, &[words.replace('\u{0}', "\u{1}").as_str()]);
        assert_eq!(found.lines().next().unwrap_or_default().replace(",\"[Tea]", ",[Tea]"), first, "{words}\n{found}");
        assert_eq!(found.lines().count(), count, "{words}\n{found}");
    }
}

#[test]
fn search_takes_ten_thousand_words() {
    let sandbox = Sandbox::with_fixtures();
    let many = |word: &dyn Fn(usize) -> String| (0..10_000).map(word).collect::<Vec<_>>().join(" ");
    for words in [many(&|_| "tea".into()), many(&|at| format!("t{at}")), many(&|at| format!("\"{at}* OR"))] {
        assert_eq!(sandbox.run(&["search", &words]).code, Some(0));
    }
    assert_eq!(hits(&sandbox, &[&many(&|_| "caffeine".into())]).lines().count(), 1, "a word is asked for once");
}

#[test]
fn search_finds_no_heading_of_a_forgotten_document() {
    let sandbox = Sandbox::with_fixtures();
    let headings =
        |sandbox: &Sandbox| hits(sandbox, &["trade"]).lines().filter(|hit| hit.contains(",section,")).count();
    assert_eq!(headings(&sandbox), 1);
    sandbox.succeed(&["forget", "tea-vs-coffee", "--yes", "--note", "x", "--editor", "Bo"]);
    assert_eq!(headings(&sandbox), 0);
    let ran = sandbox.run(&["search", "trad"]);
    assert!(!ran.stderr.contains("trade"), "{ran}");
    sandbox.succeed(&["forget", "--undo", "tea-vs-coffee", "--editor", "Bo"]);
    assert_eq!(headings(&sandbox), 1);
}

#[test]
fn search_does_not_let_names_hide_texts() {
    let sandbox = Sandbox::new();
    for number in 0..30 {
        let page = format!(
            "Alpha{number} vs. Omega{number}\n\nComparison\n\nAttributeAlpha{number}Omega{number}\nMoodLoud timbreStill\n\n\
             Further Detail\n\nTimbre\n\nAlpha{number} has a timbre of its own.\n"
        );
        sandbox.write(&format!("page{number}.txt"), page);
    }
    sandbox.succeed(&["import", ".", "-q"]);
    let places = |limit: &str| {
        let found = sandbox.succeed(&["-q", "search", "timbre", "--limit", limit, "--format", "csv"]);
        let count = |kind: &str| found.lines().filter(|line| line.split(',').nth(1) == Some(kind)).count();
        (count("section"), count("value"), count("passage"))
    };
    let (sections, values, passages) = places("20");
    assert_eq!((sections, values + passages), (5, 15));
    assert_eq!(places("0"), (30, 30, 30));
    assert_eq!(places("3"), (3, 0, 0));
}

#[test]
fn what_is_no_word_of_the_index_is_passed_over() {
    let sandbox = Sandbox::new();
    sandbox.write("a.md", "# Foo vs. Bar\n\nZebra stripes.\n\n| | Foo | Bar |\n|---|---|---|\n| Size | 1 | 2 |\n");
    sandbox.succeed(&["import", "a.md"]);
    for sign in ["\u{d3e}", "\u{24b6}", "\u{1f170}", "—", "🎉", "\u{301}"] {
        let found = sandbox.succeed(&["search", &format!("{sign} zebra"), "--csv"]);
        assert!(found.contains("[Zebra]"), "{sign}: {found}");
    }
}

#[test]
fn a_table_of_places_fits_and_says_where_each_is() {
    let sandbox = Sandbox::new();
    let table = sandbox.run_with("COLUMNS", "200", &["-q", "search", "revol", "--limit", "3"]);
    assert_snapshot!(table, @"
    exit code 0
    ---- stdout ----
    place                                                       │ snippet
    ────────────────────────────────────────────────────────────┼─────────────────────────────────────────────────
    attribute                                                   │ Role in Russian [Revolution] [beginning]
    section, joseph-stalin-vs-leon-trotsky                      │ Role in the Russian [Revolution] [beginning]
    Foreign policy, Leon Trotsky, joseph-stalin-vs-leon-trotsky │ Advocated for worldwide [revolution] [beginning]
    ");
    for columns in ["50", "80"] {
        let table = sandbox.run_with("COLUMNS", columns, &["-q", "search", "revol"]).stdout;
        assert!(
            table.starts_with("place  ")
                && table.lines().all(|line| line.chars().count() <= columns.parse().expect("a number")),
            "{table}"
        );
    }
}
