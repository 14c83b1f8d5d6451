//! `versus report file`, `list` and `show`.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, query};

/// Files a report and returns it as the base has it: what it points at, what is the matter, what was seen.
fn filed(args: &[&str]) -> String {
    let sandbox = Sandbox::with_fixtures();
    let row = sandbox.succeed(&[&["report", "file", "--format", "jsonl", "--comment", "Look again"], args].concat());
    let row: serde_json::Value = serde_json::from_str(&row).expect("a row");
    let columns = ["target", "problem", "document", "figure", "attribute", "section", "quote", "seen", "now"];
    let shown = columns.iter().filter(|column| !row[**column].is_null());
    shown.map(|column| format!("{column}: {}", row[*column])).collect::<Vec<_>>().join("\n")
}

/// Runs `report file` with the arguments, makes sure that nothing was filed, and returns how it ended.
fn refused(args: &[&str]) -> String {
    let sandbox = Sandbox::with_fixtures();
    let ran = sandbox.run(&[&["report", "file"], args].concat());
    let reports: Vec<i64> = query(&sandbox.connect(), "SELECT count(*) FROM reports");
    assert_eq!(reports, [0], "{ran}");
    ran.to_string()
}

#[test]
fn a_report_is_filed_and_says_how_to_look_at_it_again() {
    let sandbox = Sandbox::new();
    let args = [
        "report",
        "file",
        "stalin",
        "foreign policy",
        "--value",
        "Socialism in one country",
        "--evidence",
        "https://example.org/policy",
        "--comment",
        "The summary says so too.",
        "--reporter",
        "Ada",
    ];
    assert_snapshot!(sandbox.run(&[&["--quiet"], &args[..]].concat()), @"
    exit code 0
    ---- stdout ----
    Report 1 is filed. Thank you.

      About: value
      Figure: Joseph Stalin
      Attribute: Foreign policy
      Document: joseph-stalin-vs-leon-trotsky
      It says: Focused on expanding Soviet influence
      Problem: wrong
      It should say: Socialism in one country
      Evidence: https://example.org/policy
      Comment: The summary says so too.
      Reported by: Ada

    Look at it again with `versus report show 1`.
    ");
    assert_snapshot!(sandbox.run(&["report", "list"]), @"
    exit code 0
    ---- stdout ----
    report │ problem │ about           │ seen            │ proposed        │ readers
    ───────┼─────────┼─────────────────┼─────────────────┼─────────────────┼────────
    1      │ wrong   │ Joseph Stalin:… │ Focused on exp… │ Socialism in o… │ 1
    ");
    assert_snapshot!(sandbox.run(&["report", "show", "1"]), @"
    exit code 0
    ---- stdout ----
    report      1
    status      open
    problem     wrong
    document    joseph-stalin-vs-leon-trotsky
    figure      Joseph Stalin
    attribute   Foreign policy
    seen        Focused on expanding Soviet influence
    proposed    Socialism in one country
    comment     The summary says so too.
    evidence    https://example.org/policy
    reporter    Ada
    filed_at    2026-01-02T03:04:05Z
    target      value
    uid         [UID]
    readers     1
    standing    matched
    now         Focused on expanding Soviet influence
    ");
    assert_snapshot!(sandbox.run(&["export", "reports"]), @"
    exit code 0
    ---- stdout ----
    report,status,problem,document,figure,attribute,section,seen,proposed,comment,evidence,reporter,filed_at,decided_at,resolution,note,target,quote,uid,readers,editor,standing,readers_from_bundles
    1,open,wrong,joseph-stalin-vs-leon-trotsky,Joseph Stalin,Foreign policy,,Focused on expanding Soviet influence,Socialism in one country,The summary says so too.,https://example.org/policy,Ada,2026-01-02T03:04:05Z,,,,value,,[UID],1,,matched,0
    ");
    let events = "SELECT report_id || ' ' || kind || ' ' || made_at FROM report_events";
    assert_eq!(query::<String>(&sandbox.connect(), events), ["1 filed 2026-01-02T03:04:05Z"]);
    let uids: Vec<String> = query(&sandbox.connect(), "SELECT uid FROM reports");
    assert_eq!(uids[0].len(), 32);
}

#[test]
fn compare_and_show_mark_values_with_an_open_report() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["report", "file", "stalin", "foreign policy", "--comment", "Too vague"]);
    assert_snapshot!(sandbox.run(&["compare", "stalin", "trotsky", "--diff"]), @"
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
                              │ [reported]                │
                              │                           │
    Economic policies         │ Implemented Five-Year     │ Advocated for rapid
                              │ Plans, collectivization   │ industrialization
    ");
    let shown = sandbox.succeed(&["show", "stalin"]);
    let marked: Vec<&str> = shown.lines().filter(|line| line.contains("[reported")).collect();
    assert_eq!(marked, ["Foreign policy             │ Focused on expanding Soviet influence [reported]"]);
    sandbox.succeed(&["report", "file", "stalin", "foreign policy", "--comment", "Still too vague"]);
    let wide = sandbox.run_with("COLUMNS", "120", &["show", "stalin"]);
    assert!(wide.stdout.contains("influence [reported 2 times]"), "{wide}");
    assert!(!sandbox.succeed(&["show", "trotsky"]).contains("[reported"));
    let exact = sandbox.succeed(&["compare", "stalin", "trotsky", "--format", "csv"]);
    assert!(!exact.contains("[reported"), "data has no marks:\n{exact}");
    assert_snapshot!(sandbox.succeed(&["show", "stalin", "--format", "csv"]).lines().nth(4).expect("a row"), @"joseph-stalin-vs-leon-trotsky,Foreign policy,,Focused on expanding Soviet influence,stated,2");
}

#[test]
fn compare_marks_the_value_of_the_document_that_was_reported() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "coffee", "homeland", "--document", "coffee-vs-cocoa", "--comment", "Where?"]);
    let compared = sandbox.succeed(&["compare", "tea", "coffee"]);
    let marked: Vec<&str> = compared.lines().filter(|line| line.contains("reported")).collect();
    assert_eq!(marked, ["Homeland         │ China       │ Yemen [reported] (coffee-vs-cocoa)"]);
}

#[test]
fn a_passage_with_an_open_report_is_marked() {
    let sandbox = Sandbox::with_fixtures();
    let args = ["--document", "tea-vs-coffee", "--section", "taste", "--quote", "Milk softens", "--comment", "Hm"];
    sandbox.succeed(&[&["report", "file"], &args[..]].concat());
    assert!(sandbox.succeed(&["show", "tea"]).contains("Milk softens it.\n  [reported]\n"));
    assert!(!sandbox.succeed(&["show", "coffee"]).contains("[reported"));
}

#[test]
fn a_report_may_be_on_a_value() {
    assert_snapshot!(filed(&["stalin", "foreign policy"]), @r#"
    target: "value"
    problem: "wrong"
    document: "joseph-stalin-vs-leon-trotsky"
    figure: "Joseph Stalin"
    attribute: "Foreign policy"
    seen: "Focused on expanding Soviet influence"
    now: "Focused on expanding Soviet influence"
    "#);
    assert_snapshot!(filed(&["coffee", "homeland", "--document", "tea-vs-coffee", "--problem", "outdated"]), @r#"
    target: "value"
    problem: "outdated"
    document: "tea-vs-coffee"
    figure: "Coffee"
    attribute: "Homeland"
    seen: "Ethiopia"
    now: "Ethiopia"
    "#);
}

#[test]
fn a_report_may_be_on_a_missing_value_and_its_problem_is_then_missing() {
    assert_snapshot!(filed(&["mate", "sweetened"]), @r#"
    target: "missing value"
    problem: "missing"
    document: "tea-vs-cocoa-vs-mate"
    figure: "Mate"
    attribute: "Sweetened"
    seen: ""
    "#);
    assert_snapshot!(filed(&["stalin", "Shoe  size"]), @r#"
    target: "missing value"
    problem: "missing"
    document: "joseph-stalin-vs-leon-trotsky"
    figure: "Joseph Stalin"
    attribute: "Shoe size"
    seen: ""
    "#);
    assert_snapshot!(filed(&["coffee", "Sweetness", "--problem", "missing"]), @r#"
    target: "missing value"
    problem: "missing"
    figure: "Coffee"
    attribute: "Sweetness"
    seen: ""
    "#);
    assert_snapshot!(filed(&["coffee", "sweetened", "--document", "tea-vs-coffee"]), @r#"
    target: "missing value"
    problem: "missing"
    document: "tea-vs-coffee"
    figure: "Coffee"
    attribute: "Sweetened"
    seen: ""
    "#);
}

#[test]
fn a_report_may_be_on_a_figure() {
    assert_snapshot!(filed(&["tea"]), @r#"
    target: "figure"
    problem: "wrong"
    figure: "Tea"
    seen: "Tea"
    now: "Tea"
    "#);
    assert_snapshot!(filed(&["tea", "--document", "tea-vs-coffee", "--problem", "misattributed"]), @r#"
    target: "figure"
    problem: "misattributed"
    document: "tea-vs-coffee"
    figure: "Tea"
    seen: "Tea"
    now: "Tea"
    "#);
}

#[test]
fn a_report_may_be_on_a_passage() {
    let taste = ["--document", "tea-vs-coffee", "--section", "TASTE"];
    assert_snapshot!(filed(&[&taste[..], &["--quote", "milk SOFTENS it"]].concat()), @r#"
    target: "passage"
    problem: "wrong"
    document: "tea-vs-coffee"
    section: "Taste"
    quote: "Milk softens it"
    seen: "Tea is light and floral, and a long brew makes it bitter. Milk softens it."
    now: "Tea is light and floral, and a long brew makes it bitter. Milk softens it."
    "#);
    assert_snapshot!(filed(&["--document", "tea-vs-coffee", "--section", "trade"]), @r#"
    target: "passage"
    problem: "wrong"
    document: "tea-vs-coffee"
    section: "Trade"
    seen: "Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests."
    now: "Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests."
    "#);
    assert_snapshot!(filed(&["mate", "--quote", "gourd"]), @r#"
    target: "passage"
    problem: "wrong"
    document: "tea-vs-cocoa-vs-mate"
    figure: "Mate"
    section: "Habit"
    quote: "gourd"
    seen: "Mate is drunk from a gourd that goes round."
    now: "Mate is drunk from a gourd that goes round."
    "#);
}

#[test]
fn a_figure_and_a_document_narrow_the_passage_down() {
    assert_snapshot!(filed(&["coffee", "--document", "tea-vs-coffee", "--section", "taste"]), @r#"
    target: "passage"
    problem: "wrong"
    document: "tea-vs-coffee"
    figure: "Coffee"
    section: "Taste"
    seen: "Coffee is dark and sour, and a coarse grind makes it thin. It is said to taste \"of the roast\"."
    now: "Coffee is dark and sour, and a coarse grind makes it thin. It is said to taste \"of the roast\"."
    "#);
}

#[test]
fn a_report_may_be_on_a_summary() {
    assert_snapshot!(filed(&["--document", "tea-vs-coffee", "--section", "summary"]), @r#"
    target: "summary"
    problem: "wrong"
    document: "tea-vs-coffee"
    seen: "Tea and coffee are both brewed with hot water, but tea is made from leaves and coffee from roasted seeds."
    now: "Tea and coffee are both brewed with hot water, but tea is made from leaves and coffee from roasted seeds."
    "#);
    assert_snapshot!(filed(&["--document", "tea-vs-coffee", "--quote", "brewed with hot water"]), @r#"
    target: "summary"
    problem: "wrong"
    document: "tea-vs-coffee"
    quote: "brewed with hot water"
    seen: "Tea and coffee are both brewed with hot water, but tea is made from leaves and coffee from roasted seeds."
    now: "Tea and coffee are both brewed with hot water, but tea is made from leaves and coffee from roasted seeds."
    "#);
}

#[test]
fn a_report_may_be_on_a_document() {
    assert_snapshot!(filed(&["--document", "tea-vs-coffee", "--problem", "other"]), @r#"
    target: "document"
    problem: "other"
    document: "tea-vs-coffee"
    seen: "Tea vs. Coffee"
    now: "Tea vs. Coffee"
    "#);
}

#[test]
fn a_report_needs_a_target() {
    assert_snapshot!(refused(&[]), @"
    exit code 2
    ---- stderr ----
    error: a report needs something to point at
    hint: name a figure and an attribute, a figure, or a `--document`: `versus report file --help` has examples
    ");
    assert_snapshot!(refused(&["--comment", "Everything"]), @"
    exit code 2
    ---- stderr ----
    error: a report needs something to point at
    hint: name a figure and an attribute, a figure, or a `--document`: `versus report file --help` has examples
    ");
    assert_snapshot!(refused(&["--quote", "Milk", "--comment", "Hm"]), @"
    exit code 2
    ---- stderr ----
    error: words in the prose need their document
    hint: give `--document`: `versus documents` lists them
    ");
}

#[test]
fn a_report_needs_to_say_something() {
    assert_snapshot!(refused(&["tea", "caffeine"]), @"
    exit code 2
    ---- stderr ----
    error: a report needs to say something
    hint: give `--value` (what it should say), `--evidence` (where to check) or `--comment`
    ");
    assert_snapshot!(refused(&["tea", "caffeine", "--comment", "  ", "--reporter", "Ada"]), @"
    exit code 2
    ---- stderr ----
    error: a report needs to say something
    hint: give `--value` (what it should say), `--evidence` (where to check) or `--comment`
    ");
    assert_snapshot!(refused(&["tea", "caffeine", "--value", "About 40 mg"]), @"
    exit code 3
    ---- stderr ----
    error: the proposed text is what stands there already
    hint: nothing was filed; say what it should be instead
    ");
}

#[test]
fn a_report_is_on_a_table_or_on_prose() {
    assert_snapshot!(refused(&["tea", "caffeine", "--section", "taste", "--comment", "Hm"]), @"
    exit code 2
    ---- stderr ----
    error: an attribute is a place in a table, a section and a quote are in the prose
    hint: give one or the other
    ");
}

#[test]
fn evidence_must_be_an_address() {
    assert_snapshot!(refused(&["tea", "caffeine", "--evidence", "javascript:alert(1)"]), @"
    exit code 2
    ---- stderr ----
    error: `javascript:alert(1)` is not an http or https address
    hint: give `--evidence` an address such as https://example.org/page, or use `--comment`
    ");
    assert_snapshot!(refused(&["tea", "caffeine", "--evidence", "see example.org"]), @"
    exit code 2
    ---- stderr ----
    error: `see example.org` is not an http or https address
    hint: give `--evidence` an address such as https://example.org/page, or use `--comment`
    ");
}

#[test]
fn a_comment_has_at_most_2000_characters() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--comment", &"é".repeat(2000)]);
    assert_snapshot!(refused(&["tea", "caffeine", "--comment", &"é".repeat(2001)]), @"
    exit code 2
    ---- stderr ----
    error: the comment has 2001 characters, 2000 is the most
    hint: shorten it, or put the rest where `--evidence` can point to
    ");
}

#[test]
fn a_problem_is_one_of_the_list() {
    assert_snapshot!(refused(&["tea", "--comment", "Hm", "--problem", "bad"]), @"
    exit code 2
    ---- stderr ----
    error: invalid value `bad` for `--problem <PROBLEM>`
    hint: say one of: wrong, outdated, missing, misread, misattributed, unsupported, contradiction, other; `--help` says more
    ");
}

#[test]
fn names_in_a_report_must_be_known() {
    assert_snapshot!(refused(&["tee", "homeland", "--comment", "Hm"]), @"
    exit code 1
    ---- stderr ----
    error: no figure is called `tee`
    hint: did you mean `Tea`?
    ");
    assert_snapshot!(refused(&["tea", "homelnad", "--comment", "Hm"]), @"
    exit code 1
    ---- stderr ----
    error: `Tea` has no attribute `homelnad`
    hint: did you mean `Homeland`? To report that `homelnad` is missing, add `--problem missing`
    ");
    assert_snapshot!(refused(&["tea", "--document", "no-such-page", "--comment", "Hm"]), @"
    exit code 1
    ---- stderr ----
    error: no document is called `no-such-page`
    hint: run `versus documents` to see them all
    ");
    assert_snapshot!(refused(&["tea", "--document", "tea", "--comment", "Hm"]), @"
    exit code 1
    ---- stderr ----
    error: `tea` may be any of several documents
    hint: say which: `tea-vs-coffee`, `tea-vs-cocoa-vs-mate`
    ");
}

#[test]
fn a_value_that_several_documents_state_needs_its_document() {
    assert_snapshot!(refused(&["coffee", "homeland", "--comment", "Hm"]), @"
    exit code 2
    ---- stderr ----
    error: 2 documents state that value
    hint: say which with `--document`: `coffee-vs-cocoa`, `tea-vs-coffee`
    ");
}

#[test]
fn a_figure_must_be_in_the_document_that_is_named() {
    assert_snapshot!(refused(&["mate", "--document", "tea-vs-coffee", "--comment", "Hm"]), @"
    exit code 3
    ---- stderr ----
    error: the document `tea-vs-coffee` does not compare `Mate`
    hint: nothing was filed; `versus show Mate` tells which documents do
    ");
    assert_snapshot!(refused(&["mate", "homeland", "--document", "tea-vs-coffee", "--comment", "Hm"]), @"
    exit code 3
    ---- stderr ----
    error: the document `tea-vs-coffee` does not compare `Mate`
    hint: nothing was filed; `versus show Mate` tells which documents do
    ");
}

#[test]
fn quoted_words_must_occur_in_the_section() {
    let taste = ["--document", "tea-vs-coffee", "--section", "taste", "--comment", "Hm"];
    assert_snapshot!(refused(&[&taste[..], &["--quote", "sold by auction"]].concat()), @"
    exit code 3
    ---- stderr ----
    error: the words `sold by auction` do not occur in the section `taste`
    hint: nothing was filed; the sections are: Taste, Trade
    ");
    assert_snapshot!(refused(&["--document", "tea-vs-coffee", "--quote", "no such words", "--comment", "Hm"]), @"
    exit code 3
    ---- stderr ----
    error: the words `no such words` do not occur there
    hint: nothing was filed; the sections are: Taste, Trade
    ");
    assert_snapshot!(refused(&["--document", "tea-vs-coffee", "--section", "colour", "--comment", "Hm"]), @"
    exit code 3
    ---- stderr ----
    error: there is no section `colour`
    hint: nothing was filed; the sections are: Taste, Trade
    ");
    assert_snapshot!(refused(&taste), @"
    exit code 2
    ---- stderr ----
    error: that may be any of 2 passages
    hint: quote words with `--quote` that only one of them has
    ");
}

#[test]
fn report_list_filters_by_state_figure_and_problem() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--comment", "One"]);
    sandbox.succeed(&["report", "file", "mate", "--problem", "other", "--comment", "Two"]);
    sandbox.succeed(&["report", "file", "--document", "tea-vs-coffee", "--comment", "Three"]);
    sandbox
        .connect()
        .execute(
            "INSERT INTO report_events (uid, report_id, kind, because, editor, made_at)
             VALUES (lower(hex(randomblob(16))), 2, 'declined', 'not-an-error', 'Bo', '2026-02-03T04:05:06Z')",
            [],
        )
        .expect("an event");
    let list = |args: &[&str]| {
        let text = sandbox.succeed(&[&["report", "list", "--format", "jsonl"], args].concat());
        let row = |line| {
            let row: serde_json::Value = serde_json::from_str(line).expect("a row");
            format!("{} {} {}", row["report"], row["status"], row["resolution"]).replace('"', "")
        };
        text.lines().map(row).collect::<Vec<String>>()
    };
    assert_eq!(list(&[]), ["1 open null", "3 open null"]);
    assert_eq!(list(&["--state", "declined"]), ["2 declined not-an-error"]);
    assert_eq!(list(&["--state", "all"]).len(), 3);
    assert_eq!(list(&["--state", "accepted"]).len(), 0);
    assert_eq!(list(&["--figure", "TEA"]), ["1 open null"]);
    assert_eq!(list(&["--state", "all", "--problem", "other"]), ["2 declined not-an-error"]);
    assert!(Sandbox::new().run(&["report", "list"]).stderr.ends_with("no open reports\n"));
    assert_snapshot!(sandbox.run(&["report", "list", "--figure", "cocoa"]), @"
    exit code 0
    ---- stderr ----
    no such report
    ");
    assert_snapshot!(sandbox.run(&["report", "list", "--state", "closed"]), @"
    exit code 2
    ---- stderr ----
    error: invalid value `closed` for `--state <STATE>`
    hint: say one of: open, accepted, declined, spam, all; `--help` says more
    ");
    assert_snapshot!(sandbox.run(&["report", "list", "--figure", "trotzky"]), @"
    exit code 1
    ---- stderr ----
    error: no figure is called `trotzky`
    hint: did you mean `Leon Trotsky`?
    ");
    assert_snapshot!(sandbox.run(&["report", "show", "2"]), @"
    exit code 0
    ---- stdout ----
    report      2
    status      declined
    problem     other
    figure      Mate
    seen        Mate
    comment     Two
    filed_at    2026-01-02T03:04:05Z
    decided_at  2026-02-03T04:05:06Z
    resolution  not-an-error
    target      figure
    uid         [UID]
    readers     1
    editor      Bo
    standing    matched
    now         Mate
    ");
}

#[test]
fn report_show_sets_what_was_seen_beside_what_stands_there_now() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--comment", "Rather 30"]);
    let page = include_str!("../fixtures/pages/tea-vs-coffee.txt");
    sandbox.write("pages/tea-vs-coffee.txt", page.replace("About 40 mg", "About 30 mg"));
    sandbox.succeed(&["import", "pages"]);
    let seen_and_now = || {
        let row = sandbox.succeed(&["report", "show", "1", "--format", "jsonl"]);
        let row: serde_json::Value = serde_json::from_str(&row).expect("a row");
        (row["seen"].clone(), row["now"].clone())
    };
    assert_eq!(seen_and_now(), ("About 40 mg".into(), "About 30 mg".into()));
    sandbox.write("pages/tea-vs-coffee.txt", page.replace("Caffeine per cupAbout 40 mgAbout 95 mg\n", ""));
    sandbox.succeed(&["import", "pages"]);
    assert_eq!(seen_and_now(), ("About 40 mg".into(), serde_json::Value::Null));
}

#[test]
fn report_show_of_a_number_that_there_is_not() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["report", "show", "7"]), @"
    exit code 1
    ---- stderr ----
    error: there is no report 7
    hint: run `versus report list --state all` to see them all
    ");
    assert_snapshot!(sandbox.run(&["report", "show", "seven"]), @"
    exit code 2
    ---- stderr ----
    error: invalid value `seven` for `<NUMBER>`: that is no number
    hint: `--help` says more
    ");
}

#[test]
fn report_alone_shows_its_commands() {
    let ran = Sandbox::new().run(&["report"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.starts_with("error: `versus report` needs a command\nhint: say one of: file, list, show,"),
        "{ran}"
    );
}

#[test]
fn reports_and_their_events_are_never_changed_or_deleted() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--comment", "Hm"]);
    let connection = sandbox.connect();
    for sql in [
        "UPDATE reports SET comment = 'other'",
        "DELETE FROM reports",
        "UPDATE report_events SET kind = 'reopened'",
        "DELETE FROM report_events",
    ] {
        let error = connection.execute(sql, []).expect_err(sql);
        assert!(error.to_string().contains("never"), "{sql}: {error}");
    }
}

#[test]
fn what_is_only_white_space_counts_as_not_given() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--comment", "  Hm  ", "--value", " ", "--reporter", ""]);
    let reports = "SELECT quote(comment) || quote(proposed) || quote(reporter) FROM reports";
    assert_eq!(query::<String>(&sandbox.connect(), reports), ["'Hm'NULLNULL"]);
}

#[test]
fn a_page_that_is_imported_again_keeps_its_reports() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--comment", "Hm"]);
    let before = sandbox.succeed(&["export", "reports"]);
    let page = include_str!("../fixtures/pages/tea-vs-coffee.txt");
    sandbox.write("pages/tea-vs-coffee.txt", page.replace("Caffeine per cupAbout 40 mgAbout 95 mg\n", ""));
    sandbox.succeed(&["import", "pages"]);
    // Only how its target stands is another.
    assert_eq!(sandbox.succeed(&["export", "reports"]), before.replace(",matched,0\n", ",unmatched,0\n"));
}
