//! `versus report accept`, `decline`, `reopen` and `triage`; the order of `report list`; one claim, one decision.

use insta::assert_snapshot;

use crate::sandbox::{Ran, Sandbox, ensure_index_in_step, query};

const TEA: &str = include_str!("../fixtures/pages/tea-vs-coffee.txt");

fn file(sandbox: &Sandbox, args: &[&str]) -> String {
    sandbox.succeed(&[&["report", "file"], args].concat())
}

/// A base in which report 1 asks for another amount of caffeine in tea.
fn reported() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    file(&sandbox, &["tea", "caffeine", "--value", "About 35 mg"]);
    sandbox
}

/// Runs a command that must be refused, and makes sure that it wrote nothing.
fn refused(sandbox: &Sandbox, args: &[&str]) -> Ran {
    let before = sandbox.dump();
    let ran = sandbox.run(args);
    assert_eq!(ran.code, Some(3), "{ran}");
    assert_eq!(sandbox.dump(), before, "{ran}");
    ran
}

fn statuses(sandbox: &Sandbox) -> Vec<String> {
    query(
        &sandbox.connect(),
        "SELECT id || ' ' || status || coalesce(' ' || resolution, '') FROM report_states ORDER BY id",
    )
}

fn value(sandbox: &Sandbox) -> String {
    let values = sandbox.succeed(&["export", "values"]);
    values.lines().find(|line| line.contains("Caffeine per cup,Tea,")).expect("a value").to_owned()
}

#[test]
fn an_accepted_report_is_a_correction_that_an_import_keeps() {
    let sandbox = reported();
    let args = ["report", "accept", "1", "--note", "Measured", "--editor", "Bo"];
    assert_snapshot!(sandbox.run(&args), @"
    exit code 0
    ---- stdout ----
    Report 1 is accepted. Correction 1 is made.
      It said: About 40 mg
      It says: About 35 mg
    Undo it with `versus revert 1`.
    ");
    assert_eq!(value(&sandbox), "tea-vs-coffee,2,Caffeine per cup,Tea,About 35 mg,corrected,");
    assert_snapshot!(sandbox.succeed(&["export", "corrections"]), @"
    correction,report,document,figure,attribute,section,base,text,editor,note,made_at,reverted_at,agreed_at,reverted_by,revert_note
    1,1,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 35 mg,Bo,Measured,2026-01-02T03:04:05Z,,,,
    ");
    assert_snapshot!(sandbox.run(&["report", "list", "--state", "accepted"]), @"
    exit code 0
    ---- stdout ----
    report │ problem │ about                 │ seen        │ proposed    │ readers
    ───────┼─────────┼───────────────────────┼─────────────┼─────────────┼────────
    1      │ wrong   │ Tea: Caffeine per cup │ About 40 mg │ About 35 mg │ 1
    ");
    sandbox.succeed(&["import", "pages"]);
    sandbox.write("pages/tea-vs-coffee.txt", TEA.replace("Served hotYesYes", "Served hotYesOften"));
    sandbox.succeed(&["import", "pages"]);
    assert_eq!(value(&sandbox), "tea-vs-coffee,2,Caffeine per cup,Tea,About 35 mg,corrected,");
    ensure_index_in_step(&sandbox.connect());
    let standing = || {
        let list = sandbox.succeed(&["-q", "report", "list", "--state", "accepted", "--format", "csv"]);
        list.trim_end().rsplit(',').nth(1).map(str::to_owned)
    };
    assert_eq!(standing().as_deref(), Some("matched"));
    sandbox.write("pages/tea-vs-coffee.txt", TEA.replace("About 40 mg", "About 45 mg"));
    sandbox.succeed(&["import", "pages"]);
    assert_eq!(standing().as_deref(), Some("moved"));
    sandbox.succeed(&["revert", "1", "--note", "the page knows"]);
    assert_eq!(standing().as_deref(), Some("matched"));
}

#[test]
fn accepting_closes_every_open_report_that_asks_for_the_same_there() {
    let sandbox = reported();
    file(&sandbox, &["tea", "caffeine", "--value", "About 30 mg"]);
    file(&sandbox, &["coffee", "caffeine", "--value", "About 35 mg"]);
    file(&sandbox, &["tea", "caffeine", "--comment", "Hm"]);
    // Another one who says the same as 2, as reports from two bases may.
    let report = sandbox.succeed(&["report", "export"]).lines().nth(1).expect("a report").to_owned();
    let line = sandbox.succeed(&["report", "export"]);
    let line = line.lines().find(|line| line.contains("About 30 mg")).unwrap_or(&report);
    let start = line.find("\"uid\":\"").expect("a uid") + 7;
    let copy = line.replace(&line[start..start + 32], "0123456789abcdef0123456789abcdef").replace("30 mg", "30  MG");
    sandbox.write("one.jsonl", &copy);
    sandbox.succeed(&["report", "import", "one.jsonl"]);
    // The same text for another place, and one that was declined before.
    file(&sandbox, &["tea", "homeland", "--document", "tea-vs-coffee", "--value", "About 30 mg"]);
    sandbox.write("one.jsonl", copy.replace("0123456789abcdef", "fedcba9876543210"));
    sandbox.succeed(&["report", "import", "one.jsonl"]);
    sandbox.succeed(&["report", "decline", "7", "--because", "not-an-error"]);
    assert_snapshot!(sandbox.run(&["report", "accept", "2", "--editor", "Bo"]), @"
    exit code 0
    ---- stdout ----
    Reports 2, 5 are accepted. Correction 1 is made.
      It said: About 40 mg
      It says: About 30 mg
    Undo it with `versus revert 1`.
    ");
    let open_or_decided = statuses(&sandbox);
    assert_eq!(open_or_decided[..5], ["1 open", "2 accepted corrected", "3 open", "4 open", "5 accepted corrected"]);
    assert_eq!(open_or_decided[5..], ["6 open", "7 declined not-an-error"]);
}

#[test]
fn accepting_after_the_text_moved_is_refused_unless_a_text_is_given() {
    let sandbox = reported();
    sandbox.write("pages/tea-vs-coffee.txt", TEA.replace("About 40 mg", "About 50 mg"));
    sandbox.succeed(&["import", "pages"]);
    assert_snapshot!(refused(&sandbox, &["report", "accept", "1"]), @"
    exit code 3
    ---- stderr ----
    reported: About 40 mg
    reads now: About 50 mg
    proposed: About 35 mg
    error: the text is another than the one that report 1 is about
    hint: nothing was written; say what is to stand there with `versus report accept 1 --value TEXT`, or run `versus report decline 1 --because already-fixed`
    ");
    let list = sandbox.succeed(&["report", "list", "--format", "csv"]);
    assert!(list.trim_end().ends_with(",moved,0"), "{list}");
    sandbox.succeed(&["report", "accept", "1", "--value", "About 45 mg"]);
    assert_eq!(value(&sandbox), "tea-vs-coffee,2,Caffeine per cup,Tea,About 45 mg,corrected,");
}

#[test]
fn accepting_what_stands_there_already_is_refused() {
    let sandbox = reported();
    sandbox.write("pages/tea-vs-coffee.txt", TEA.replace("About 40 mg", "About 35 mg"));
    sandbox.succeed(&["import", "pages"]);
    assert_snapshot!(refused(&sandbox, &["report", "accept", "1"]), @"
    exit code 3
    ---- stderr ----
    error: the text reads so already
    hint: nothing was written; `versus report decline 1 --because already-fixed` closes the report
    ");
}

#[test]
fn accepting_a_report_without_a_text_needs_one() {
    let sandbox = Sandbox::with_fixtures();
    file(&sandbox, &["tea", "caffeine", "--comment", "Too much"]);
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["report", "accept", "1"]), @"
    exit code 2
    ---- stderr ----
    error: report 1 proposes no text
    hint: say what is to stand there: `versus report accept 1 --value TEXT`
    ");
    assert_snapshot!(sandbox.run(&["report", "accept", "1", "--value", " "]), @"
    exit code 2
    ---- stderr ----
    error: a correction needs a text
    hint: give `--value` what is to stand there
    ");
    assert_snapshot!(sandbox.run(&["report", "accept", "7"]), @"
    exit code 1
    ---- stderr ----
    error: there is no report 7
    hint: run `versus report list --state all` to see them all
    ");
    assert_eq!(sandbox.dump(), before);
}

#[test]
fn a_missing_value_is_put_where_its_report_says() {
    let sandbox = Sandbox::with_fixtures();
    file(&sandbox, &["tea", "colour", "--document", "tea-vs-coffee", "--problem", "missing", "--proposed", "Amber"]);
    sandbox.succeed(&["report", "accept", "1", "--document", "tea-vs-cocoa-vs-mate"]);
    let values = sandbox.succeed(&["export", "values"]);
    let amber: Vec<&str> = values.lines().filter(|line| line.contains("Amber")).collect();
    assert!(matches!(amber[..], [line] if line.starts_with("tea-vs-coffee,")), "{values}");
}

#[test]
fn a_missing_value_is_put_into_the_document() {
    let sandbox = Sandbox::with_fixtures();
    file(&sandbox, &["mate", "flavour", "--problem", "missing", "--value", "Grassy"]);
    sandbox.succeed(&["report", "accept", "1"]);
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains("tea-vs-cocoa-vs-mate,2,flavour,Mate,Grassy,corrected,\n"), "{values}");
    assert_eq!(sandbox.succeed(&["search", "grassy", "--format", "csv"]).lines().count(), 2);
    ensure_index_in_step(&sandbox.connect());
    // Where several documents compare the figure, somebody has to say which.
    file(&sandbox, &["tea", "flavour", "--value", "Floral"]);
    assert_snapshot!(sandbox.run(&["report", "accept", "2"]), @"
    exit code 2
    ---- stderr ----
    error: 2 documents compare `Tea`
    hint: say with `--document` which one is to have the value: `tea-vs-cocoa-vs-mate`, `tea-vs-coffee`
    ");
    sandbox.succeed(&["report", "accept", "2", "--document", "tea-vs-coffee"]);
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains("tea-vs-coffee,5,flavour,Tea,Floral,corrected,\n"), "{values}");
}

#[test]
fn in_prose_the_proposal_takes_the_place_of_the_quoted_words() {
    let sandbox = Sandbox::with_fixtures();
    let place = ["--document", "tea-vs-coffee", "--section", "taste"];
    file(&sandbox, &[&place[..], &["--quote", "milk softens", "--value", "Milk does not soften"]].concat());
    assert_snapshot!(sandbox.run(&["report", "accept", "1"]), @"
    exit code 0
    ---- stdout ----
    Report 1 is accepted. Correction 1 is made.
      It said: Tea is light and floral, and a long brew makes it bitter. Milk softens it.
      It says: Tea is light and floral, and a long brew makes it bitter. Milk does not soften it.
    Undo it with `versus revert 1`.
    ");
    let summary = ["--document", "tea-vs-coffee", "--section", "summary"];
    file(&sandbox, &[&summary[..], &["--value", "Both are infusions."]].concat());
    sandbox.succeed(&["report", "accept", "2"]);
    assert!(sandbox.succeed(&["export", "documents"]).contains(",Both are infusions.,"));
    file(&sandbox, &[&summary[..], &["--quote", "i", "--value", "o"]].concat());
    assert_snapshot!(refused(&sandbox, &["report", "accept", "3"]), @"
    exit code 3
    ---- stderr ----
    error: the words that the report quotes do not stand there exactly once
    hint: nothing was written; give all of the text with `versus report accept 3 --whole --value TEXT`
    ");
    sandbox.succeed(&["report", "accept", "3", "--whole", "--value", "Both are drunk."]);
    assert!(sandbox.succeed(&["export", "documents"]).contains(",Both are drunk.,"));
    ensure_index_in_step(&sandbox.connect());
}

#[test]
fn the_same_proposal_for_other_words_is_another_report() {
    let sandbox = Sandbox::with_fixtures();
    for quote in ["light", "floral"] {
        let place = ["--document", "tea-vs-coffee", "--section", "taste"];
        file(&sandbox, &[&place[..], &["--quote", quote, "--value", "sweet"]].concat());
    }
    assert_eq!(statuses(&sandbox), ["1 open", "2 open"]);
}

#[test]
fn figures_and_documents_as_a_whole_are_not_corrected_by_a_text() {
    let sandbox = Sandbox::with_fixtures();
    file(&sandbox, &["mate", "--value", "Yerba mate"]);
    file(&sandbox, &["--document", "tea-vs-coffee", "--value", "Coffee vs. Tea"]);
    assert_snapshot!(refused(&sandbox, &["report", "accept", "1"]), @"
    exit code 3
    ---- stderr ----
    error: report 1 is on a figure as a whole, which has no text to correct
    hint: nothing was written; correct what it says of its parts, rename a figure with `versus alias` or `versus merge`, or close the report with `versus report decline 1`
    ");
    refused(&sandbox, &["report", "accept", "2", "--value", "x"]);
}

#[test]
fn accepting_a_report_on_what_is_gone_is_refused() {
    let sandbox = reported();
    sandbox.write("pages/tea-vs-coffee.txt", TEA.replace("Caffeine per cupAbout 40 mgAbout 95 mg\n", ""));
    sandbox.succeed(&["import", "pages"]);
    assert_snapshot!(refused(&sandbox, &["report", "accept", "1", "--value", "x"]), @"
    exit code 3
    ---- stderr ----
    error: what report 1 points at is not in this base
    hint: nothing was written; import the page that has it, or close the report with `versus report decline 1`
    ");
}

#[test]
fn decline_says_why_and_takes_several_or_none() {
    let sandbox = reported();
    file(&sandbox, &["tea", "caffeine", "--comment", "Hm"]);
    sandbox.succeed(&["report", "decline", "1", "--because", "duplicate"]);
    assert_snapshot!(refused(&sandbox, &["report", "decline", "2", "1", "--because", "spam"]), @r#"
    exit code 3
    ---- stderr ----
    error: report 1 was declined already
    hint: nothing was written; `versus report reopen 1` opens it again
    "#);
    assert_snapshot!(refused(&sandbox, &["report", "accept", "1"]), @r#"
    exit code 3
    ---- stderr ----
    error: report 1 was declined already
    hint: nothing was written; `versus report reopen 1` opens it again
    "#);
    assert_snapshot!(sandbox.run(&["report", "decline", "2", "9", "--because", "spam"]), @"
    exit code 1
    ---- stderr ----
    error: there is no report 9
    hint: run `versus report list --state all` to see them all
    ");
    assert_eq!(statuses(&sandbox), ["1 declined duplicate", "2 open"]);
    sandbox.succeed(&["report", "reopen", "1", "--note", "It is not"]);
    assert_snapshot!(sandbox.run(&["report", "decline", "1", "2", "1", "--because", "cannot-verify", "--note", "No source"]), @"
    exit code 0
    ---- stdout ----
    Reports 1, 2 are declined: cannot-verify.
    ");
    assert_eq!(statuses(&sandbox), ["1 declined cannot-verify", "2 declined cannot-verify"]);
    assert_eq!(sandbox.run(&["report", "decline", "1", "--because", "tired"]).code, Some(2));
}

#[test]
fn a_note_has_a_longest_length() {
    let sandbox = reported();
    let long = "x".repeat(2001);
    for args in [
        &["report", "accept", "1", "--note", &long][..],
        &["report", "decline", "1", "--because", "spam", "--note", &long],
        &["report", "reopen", "1", "--note", &long],
    ] {
        assert_eq!(sandbox.run(args).code, Some(2));
    }
}

#[test]
fn reopening_an_accepted_report_leaves_its_correction() {
    let sandbox = reported();
    assert_snapshot!(refused(&sandbox, &["report", "reopen", "1", "--note", "Hm"]), @"
    exit code 3
    ---- stderr ----
    error: report 1 is open
    hint: nothing was written
    ");
    sandbox.succeed(&["report", "accept", "1"]);
    assert_snapshot!(sandbox.run(&["report", "reopen", "1", "--note", "Not so sure"]), @"
    exit code 0
    ---- stdout ----
    Report 1 is open again.
    Correction 1 stands; undo it with `versus revert 1`.
    ");
    assert_eq!(statuses(&sandbox), ["1 open"]);
    assert_eq!(value(&sandbox), "tea-vs-coffee,2,Caffeine per cup,Tea,About 35 mg,corrected,");
    let before = sandbox.dump();
    assert_eq!(sandbox.run(&["report", "reopen", "1", "--note", " "]).code, Some(3));
    assert_eq!(sandbox.dump(), before);
    sandbox.succeed(&["report", "decline", "1", "--because", "not-an-error"]);
    let reopened = sandbox.succeed(&["report", "reopen", "1", "--note", "Hm"]);
    assert_eq!(reopened, "Report 1 is open again.\n", "the correction is not what was decided last");
}

#[test]
fn who_says_what_an_open_report_says_supports_it() {
    let sandbox = reported();
    let again =
        ["report", "file", "tea", "caffeine", "--value", " about  35 MG", "--evidence", "https://example.org/tea"];
    assert_snapshot!(sandbox.run(&[&again[..], &["--reporter", "Ada", "--comment", "I measured"]].concat()), @"
    exit code 0
    ---- stdout ----
    Report 1 says so already. Yours was added to it: 2 readers say so now.

    Look at it again with `versus report show 1`.
    ");
    let events = "SELECT kind || coalesce(' ' || reporter || ' ' || evidence || ' ' || note, '') FROM report_events";
    assert_eq!(
        query::<String>(&sandbox.connect(), events),
        ["filed", "supported Ada https://example.org/tea I measured"]
    );
    // Without a proposal: the same problem in the same words.
    file(&sandbox, &["coffee", "caffeine", "--comment", "Too much"]);
    file(&sandbox, &["coffee", "caffeine", "--comment", "too much"]);
    file(&sandbox, &["coffee", "caffeine", "--comment", "too much", "--problem", "outdated"]);
    let readers = "SELECT readers FROM report_states ORDER BY id";
    assert_eq!(query::<i64>(&sandbox.connect(), readers), [2, 1, 1], "without a name, in the same words: one reader");
}

#[test]
fn of_two_open_reports_that_say_the_same_the_older_is_supported() {
    let sandbox = Sandbox::with_fixtures();
    let evidence = |url| ["report", "file", "tea", "caffeine", "--proposed", "About 35 mg", "--evidence", url];
    sandbox.succeed(&evidence("https://example.org/a"));
    sandbox.succeed(&["report", "decline", "1", "--because", "cannot-verify"]);
    sandbox.succeed(&evidence("https://example.org/b"));
    sandbox.succeed(&["report", "reopen", "1", "--note", "There is more"]);
    sandbox.succeed(&evidence("https://example.org/c"));
    let supported = "SELECT report_id FROM report_events WHERE kind = 'supported'";
    assert_eq!(query::<i64>(&sandbox.connect(), supported), [1]);
}

#[test]
fn a_declined_claim_needs_something_new() {
    let sandbox = reported();
    let evidence = |url| ["report", "file", "tea", "caffeine", "--value", "About 35 mg", "--evidence", url];
    sandbox.succeed(&evidence("https://example.org/a"));
    let decline = ["report", "decline", "1", "--because", "cannot-verify", "--note", "A blog", "--editor", "Bo"];
    sandbox.succeed(&decline);
    let again = ["report", "file", "tea", "caffeine", "--value", "about 35 mg", "--comment", "Really"];
    assert_snapshot!(refused(&sandbox, &again), @"
    exit code 3
    ---- stderr ----
    error: report 1 said so and was declined as cannot-verify by Bo at 2026-01-02T03:04:05Z: A blog
    hint: nothing was filed; give `--evidence` that it did not have
    ");
    refused(&sandbox, &evidence("https://example.org/a"));
    sandbox.succeed(&evidence("https://example.org/b"));
    assert_eq!(statuses(&sandbox), ["1 declined cannot-verify", "2 open"]);
    sandbox.succeed(&["report", "decline", "2", "--because", "not-an-error"]);
    refused(&sandbox, &evidence("https://example.org/b"));
    // Or a text that has changed since.
    sandbox.write("pages/tea-vs-coffee.txt", TEA.replace("About 40 mg", "About 50 mg"));
    sandbox.succeed(&["import", "pages"]);
    sandbox.succeed(&again);
    assert_eq!(statuses(&sandbox)[2], "3 open");
    sandbox.succeed(&["report", "accept", "3"]);
    assert!(
        refused(&sandbox, &["report", "file", "tea", "caffeine", "--value", "about 35 mg"])
            .stderr
            .contains("what stands there already")
    );
}

#[test]
fn the_list_keeps_targets_together_evidence_first_then_oldest() {
    let sandbox = Sandbox::with_fixtures();
    file(&sandbox, &["coffee", "caffeine", "--comment", "One"]);
    file(&sandbox, &["tea", "caffeine", "--comment", "Two"]);
    file(&sandbox, &["mate", "--problem", "other", "--comment", "Three"]);
    file(&sandbox, &["tea", "caffeine", "--comment", "Four", "--evidence", "https://example.org"]);
    file(&sandbox, &["coffee", "caffeine", "--comment", "Five"]);
    let order = |args: &[&str]| {
        let text = sandbox.succeed(&[&["report", "list", "--format", "csv"], args].concat());
        let number = |line: &str| line.split(',').next().unwrap_or_default().to_owned();
        text.lines().skip(1).map(number).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(order(&[]), "4 2 1 5 3");
    // Evidence of who supports it counts.
    file(&sandbox, &["mate", "--problem", "other", "--comment", "Three", "--evidence", "https://example.org"]);
    assert_eq!(order(&[]), "3 4 2 1 5");
    sandbox.succeed(&["report", "decline", "1", "--because", "spam"]);
    sandbox.succeed(&["report", "decline", "2", "--because", "duplicate"]);
    assert_eq!(order(&[]), "3 4 5");
    assert_eq!(order(&["--state", "declined"]), "2");
    assert_eq!(order(&["--state", "spam"]), "1");
    assert_eq!(order(&["--state", "all"]), "3 4 2 1 5");
    assert_eq!(sandbox.succeed(&["export", "reports"]).lines().count(), 6, "spam is exported");
}

#[test]
fn triage_needs_a_terminal() {
    assert_snapshot!(reported().run(&["report", "triage"]), @"
    exit code 2
    ---- stderr ----
    error: triage asks questions, and there is no terminal to ask them on
    hint: use `versus report list`, `versus report accept` and `versus report decline`
    ");
}
